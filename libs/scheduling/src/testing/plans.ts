import type { Statement } from '@spindle/database';
import type { SchedulingClinic } from './scheduling-clinic';

/** A node of what EXPLAIN answers. */
export interface Plan {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Index Name'?: string;
  readonly 'Index Cond'?: string;
  readonly Plans?: readonly Plan[];
}

/** The node and all below it. */
export function nodesOf(plan: Plan): Plan[] {
  return [plan, ...(plan.Plans ?? []).flatMap(nodesOf)];
}

/** What the service role's planner does with a statement: with these values, and with a plan for any. */
export async function plansOf(clinic: SchedulingClinic, { text }: Statement, values: readonly unknown[]): Promise<Plan[]> {
  const { client, release } = await clinic.database.lease();
  await client.query(`BEGIN; SELECT set_config('app.practice_id', '${clinic.practice}', true)`);
  const custom = await client.query<{ 'QUERY PLAN': { Plan: Plan }[] }>(`EXPLAIN (FORMAT JSON) ${text}`, [...values]);
  const generic = await client.query<{ 'QUERY PLAN': { Plan: Plan }[] }>(`EXPLAIN (FORMAT JSON, GENERIC_PLAN) ${text}`);
  await client.query('ROLLBACK');
  await release('USABLE');
  return [custom, generic].flatMap(({ rows }) => rows[0]?.['QUERY PLAN'][0]?.Plan ?? []);
}
