import { Client } from 'pg';
import { createTestDatabase, type TestDatabase } from '@spindle/database/testing';
import { issueDemoToken } from '@spindle/gateway';
import type { Clock, Id } from '@spindle/kernel';
import { DEMO_PEOPLE, SAMPLE_PRACTICES, seedSampleClinic, type DemoRole } from '@spindle/sample-clinic';
import { deriveKey, jsonLogger, systemClock } from '@spindle/subgraph';
import { startClinic, type Clinic } from '../clinic';
import { SCHEMAS } from '../schemas';
import { SUBGRAPHS } from '../subgraphs';

export interface Reply<Data = Record<string, unknown>> {
  readonly status: number;
  readonly data: Data;
  readonly errors: readonly GraphReply[];
  readonly text: string;
}

export interface GraphReply { readonly message: string; readonly path?: readonly (string | number)[]; readonly extensions: { readonly code: string } }

/** For whom a request is made. */
export interface As {
  readonly role?: DemoRole;
  readonly practiceId?: Id<'Practice'>;
  readonly personId?: Id<'Person'>;
}

/** Where a clinic is asked: over HTTP, at its gateway. */
export class Front {
  constructor(readonly url: string, private readonly secret: string) {}

  token({ role = 'FRONT_DESK', practiceId = SAMPLE_PRACTICES.spindle.id, personId = DEMO_PEOPLE[role].id }: As = {}): Promise<string> {
    const person = DEMO_PEOPLE[role];
    return issueDemoToken(deriveKey(this.secret, 'demo tokens'), { personId, practiceId, roles: [role], siteIds: null, practitionerId: person.practitionerId ?? null, patientId: person.patientId ?? null });
  }

  async ask<Data = Record<string, unknown>>(query: string, variables: object = {}, as: As = {}): Promise<Reply<Data>> {
    const response = await fetch(`${this.url}/graphql`, {
      method: 'POST', headers: { 'content-type': 'application/json', authorization: `Bearer ${await this.token(as)}` }, body: JSON.stringify({ query, variables }),
    });
    const text = await response.text();
    const { data, errors = [] } = JSON.parse(text) as { data: Data; errors?: GraphReply[] };
    return { status: response.status, data, errors, text };
  }
}

/** The whole clinic in this process, on a database of its own with the sample clinic in it. */
export class TestClinic {
  readonly front: Front;

  private constructor(readonly database: TestDatabase, readonly clinic: Clinic) {
    this.front = new Front(clinic.gateway.url, database.secret);
  }

  static async start(clock: Clock = systemClock): Promise<TestClinic> {
    const database = await seededDatabase(clock);
    return new TestClinic(database, await startClinic({ place: database, port: 0, clock, logger: jsonLogger(() => undefined) }));
  }

  async stop(): Promise<void> {
    await this.clinic.stop();
    await this.database.drop();
  }

  /** Runs SQL as a superuser, past row-level security. */
  rows<Row extends object>(sql: string, values: readonly unknown[] = []): Promise<Row[]> {
    return asAdmin<Row>(this.database, sql, values);
  }

  /** A digest of every row of every subgraph but the kept answers and the audit trail: unchanged when nothing was written. */
  async contents(): Promise<string> {
    const tables = await this.rows<{ name: string }>(`SELECT c.oid::regclass::text AS name FROM pg_class c WHERE c.relkind = 'r' AND c.relname NOT IN ('idempotent_request', 'audit_event', 'audit_seal', 'audit_head')
      AND c.relnamespace::regnamespace::text = ANY($1) ORDER BY 1`, [SUBGRAPHS.map(({ schema }) => schema.schema)]);
    const digests = await Promise.all(tables.map(({ name }) => this.rows<{ digest: string }>(`SELECT md5(coalesce(string_agg(md5(t::text), '' ORDER BY md5(t::text)), '')) AS digest FROM ${name} t`)));
    return digests.map(([row]) => row?.digest).join(' ');
  }
}

/** A database with the sample clinic of size S. */
export async function seededDatabase(clock: Clock = systemClock): Promise<TestDatabase> {
  const database = await createTestDatabase(SCHEMAS);
  await seedSampleClinic({ url: database.url, secret: database.secret, size: 'S', clock });
  return database;
}

export async function asAdmin<Row extends object>(database: TestDatabase, sql: string, values: readonly unknown[] = []): Promise<Row[]> {
  const client = new Client({ connectionString: database.adminUrl });
  await client.connect();
  try {
    return (await client.query<Row>(sql, [...values])).rows;
  } finally {
    await client.end();
  }
}
