import { Client } from 'pg';
import { billingSchema } from '@spindle/billing';
import { createTestDatabase, type TestDatabase } from '@spindle/database/testing';
import { patientSchema } from '@spindle/patient';
import { schedulingSchema } from '@spindle/scheduling';
import { seedSampleClinic, type SeededRows } from '../seed-sample-clinic';

/** Ten past ten on a Monday morning in Colorado, three weeks after the clocks went back. */
export const PRESENT = new Date('2026-11-23T17:10:00Z');
export const TODAY = '2026-11-23';

/** The sample clinic of size S at the tests' present, in a database of its own. */
export class SeededClinic {
  private constructor(readonly database: TestDatabase, readonly seeded: SeededRows, private readonly client: Client) {}

  static async make(seed?: number): Promise<SeededClinic> {
    const database = await createTestDatabase([patientSchema, schedulingSchema, billingSchema]);
    const seeded = await seedSampleClinic({ ...database, size: 'S', ...(seed === undefined ? {} : { seed }), clock: { now: () => PRESENT } });
    const client = new Client({ connectionString: database.adminUrl });
    await client.connect();
    return new SeededClinic(database, seeded, client);
  }

  /** Asks as superuser, past all row-level security. */
  async rows<Row extends object>(sql: string, values: readonly unknown[] = []): Promise<Row[]> {
    return (await this.client.query<Row>(sql, [...values])).rows;
  }

  /** How many rows a statement finds. */
  async count(sql: string): Promise<number> {
    return (await this.client.query(sql)).rowCount ?? 0;
  }

  async drop(): Promise<void> {
    await this.client.end();
    await this.database.drop();
  }
}
