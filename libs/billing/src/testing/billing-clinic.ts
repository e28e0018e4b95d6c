import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { newId, type Database } from '@spindle/database';
import { createTestDatabase, type TestDatabase } from '@spindle/database/testing';
import type { Id } from '@spindle/kernel';
import { createSubgraph, jsonLogger, type Subgraph, type Viewer } from '@spindle/subgraph';
import { billingSchema, billingSubgraph } from '../subgraph';
import { BillingRows } from './billing-rows';

/** The instant at which the tests happen: in Denver it is still the evening of 8 March. */
export const NOW = new Date('2026-03-09T03:00:00Z');
export const CLOCK = { now: () => NOW };

interface Reply<Data> {
  readonly data: Data;
  readonly errors: readonly { readonly message: string; readonly code: unknown }[];
}

/** The billing subgraph on a database of its own, asked as the staff of two practices would. */
export class BillingClinic {
  readonly practice = newId<'Practice'>();
  readonly otherPractice = newId<'Practice'>();
  readonly subgraph: Subgraph;
  readonly rows: BillingRows;
  readonly otherRows: BillingRows;

  private constructor(readonly test: TestDatabase, readonly database: Database, readonly admin: Client) {
    this.subgraph = createSubgraph(billingSubgraph({ database, clock: CLOCK, logger: jsonLogger(() => undefined) }));
    this.rows = new BillingRows(admin, this.practice);
    this.otherRows = new BillingRows(admin, this.otherPractice);
  }

  static async open(): Promise<BillingClinic> {
    const test = await createTestDatabase([billingSchema]);
    const database = test.databases['billing'];
    if (!database) throw new Error('The schema was not opened.');
    const admin = new Client({ connectionString: test.adminUrl });
    await admin.connect();
    return new BillingClinic(test, database, admin);
  }

  async close(): Promise<void> {
    await this.admin.end();
    await this.test.drop();
  }

  viewer(practiceId: Id<'Practice'> = this.practice): Viewer {
    return { practiceId, personId: '0193a6f0-0000-7000-8000-000000000001', roles: ['BILLER'], siteIds: null };
  }

  async ask<Data>(query: string, variables: object = {}, viewer = this.viewer()): Promise<Reply<Data>> {
    const { data, errors = [] } = await this.subgraph.execute({ query, variables: { ...variables } }, { viewer, requestId: randomUUID() });
    return { data: data as Data, errors: errors.map((error) => ({ message: error.message, code: error.extensions['code'] })) };
  }

  /** Asks what must be answered without an error. */
  async answer<Data>(query: string, variables: object = {}, viewer = this.viewer()): Promise<Data> {
    const { data, errors } = await this.ask<Data>(query, variables, viewer);
    if (errors.length > 0) throw new Error(errors.map(({ message }) => message).join('\n'));
    return data;
  }

  /** Asks fields of entities as the gateway does. */
  async entities<Entity>(representations: readonly object[], fields: string, viewer = this.viewer()): Promise<readonly Entity[]> {
    const query = `query ($representations: [_Any!]!) { _entities(representations: $representations) { ${fields} } }`;
    return (await this.answer<{ _entities: Entity[] }>(query, { representations }, viewer))._entities;
  }

  /** Every row of every table but the answers kept for repeats, as a superuser sees them: to show that nothing changed. */
  async everything(): Promise<string> {
    const { rows: tables } = await this.admin.query<{ name: string }>(`SELECT relname AS name FROM pg_class WHERE relnamespace = 'billing'::regnamespace AND relkind = 'r' AND relname NOT IN ('migration', 'idempotent_request', 'audit_event', 'audit_seal', 'audit_head') ORDER BY 1`);
    const contents: string[] = [];
    for (const { name } of tables) {
      const { rows } = await this.admin.query<{ row: string }>(`SELECT row_to_json(t)::text AS row FROM billing.${this.admin.escapeIdentifier(name)} t ORDER BY 1`);
      contents.push(name, ...rows.map(({ row }) => row));
    }
    return contents.join('\n');
  }
}
