import { startClinic } from '@spindle/clinic';
import { onStatement } from '@spindle/database';
import { SAMPLE_PRACTICES, DEMO_PEOPLE } from '@spindle/sample-clinic';
import { issueToken } from '@spindle/gateway/identity';
import { jsonLogger, onSubgraphCall } from '@spindle/subgraph';
import type { BenchDatabase } from './database';
import type { BenchOperation } from './operations';

export interface Counts { readonly statements: number; readonly subgraphCalls: number }

/** Counts, in a clinic of this process, what each operation sends to PostgreSQL and to subgraphs. */
export async function countEach(database: BenchDatabase, operations: readonly BenchOperation[]): Promise<Map<string, Counts>> {
  const clinic = await startClinic({ place: database.place, port: 0, logger: jsonLogger(() => undefined) });
  const token = await issueToken(database.place.secret, { subject: DEMO_PEOPLE.BILLER.id, practiceId: SAMPLE_PRACTICES.spindle.id });
  const counts = new Map<string, Counts>();
  for (const { name, query, samples } of operations) {
    let statements = 0;
    let subgraphCalls = 0;
    const stop = [onStatement(({ purpose }) => { if (purpose === 'DOMAIN') statements += 1; }), onSubgraphCall(() => { subgraphCalls += 1; })];
    const response = await fetch(`${clinic.gateway.url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` }, body: JSON.stringify({ query, variables: samples[0]?.variables }) });
    const { errors } = (await response.json()) as { errors?: unknown };
    stop.forEach((each) => each());
    if (errors) throw new Error(`${name} was answered with errors: ${JSON.stringify(errors)}`);
    counts.set(name, { statements, subgraphCalls });
  }
  await clinic.stop();
  return counts;
}
