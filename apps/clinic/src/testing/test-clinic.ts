import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { statement } from '@spindle/database';
import { createTestDatabase, type TestDatabase } from '@spindle/database/testing';
import { DEVELOPMENT_ISSUER_NAME, issueToken, MEMBERSHIP_HOLDS_MS, registerPerson, registerPractice, Worker } from '@spindle/gateway/identity';
import { PRACTICE_TIME_ZONE, todayIn, type Clock, type Id } from '@spindle/kernel';
import { startUnaskedWork } from '@spindle/scheduling';
import { DEMO_PEOPLE, SAMPLE_PRACTICES, SECOND_DEMO_PEOPLE, seedSampleClinic, subjectOf, type DemoRole } from '@spindle/sample-clinic';
import { jsonLogger, systemClock } from '@spindle/subgraph';
import { startClinic, type Clinic, type ClinicOptions } from '../clinic';
import { registerSamplePeople } from '../sample-people';
import { SCHEMAS } from '../schemas';
import { SUBGRAPHS } from '../subgraphs';

export interface Reply<Data = Record<string, unknown>> {
  readonly status: number;
  readonly data: Data;
  readonly errors: readonly GraphReply[];
  readonly text: string;
}

export interface GraphReply { readonly message: string; readonly path?: readonly (string | number)[]; readonly extensions: { readonly code: string; readonly fields?: readonly string[] } }

/** For whom a request is made. */
export interface As {
  readonly role?: DemoRole;
  readonly practiceId?: Id<'Practice'>;
  readonly personId?: Id<'Person'>;
  /** Narrowed to these sites; every site unless said otherwise. */
  readonly siteIds?: readonly Id<'Location'>[] | null;
  /** More roles than one. */
  readonly roles?: readonly DemoRole[];
}

const SAMPLE_PEOPLE = [DEMO_PEOPLE, SECOND_DEMO_PEOPLE].flatMap((people) => Object.values(people));
const WIDEN = statement('UPDATE identity.membership SET roles = $3 WHERE practice_id = $1 AND person_id = $2');
const ALL_ROLES = Object.keys(DEMO_PEOPLE) as DemoRole[];

/**
 * Where a clinic is asked: over HTTP, at its gateway, with a token of the development issuer. Who is not one of the
 * sample's people in that practice is let in first, in every role; the token then narrows it to the one asked for.
 */
export class Front {
  readonly #worker: Worker;
  readonly #tokens = new Map<string, Promise<string>>();
  readonly #shown = new Set<string>();

  constructor(readonly url: string, private readonly database: Pick<TestDatabase, 'url' | 'secret'>) {
    this.#worker = new Worker(database);
  }

  token(as: As = {}): Promise<string> {
    const key = JSON.stringify(as);
    const known = this.#tokens.get(key) ?? this.#issue(as);
    this.#tokens.set(key, known);
    return known;
  }

  close(): Promise<void> {
    return this.#worker.close();
  }

  async #issue({ role = 'FRONT_DESK', roles = [role], practiceId = SAMPLE_PRACTICES.spindle.id, personId = DEMO_PEOPLE[role].id, siteIds = null }: As): Promise<string> {
    const sample = SAMPLE_PEOPLE.find(({ id }) => id === personId);
    const subject = sample ? subjectOf(sample) : personId;
    if (sample?.practiceId !== practiceId || roles.some((each) => each !== sample.role)) await this.#letIn({ personId, subject, practiceId });
    this.#shown.add(subject);
    return issueToken(this.database.secret, { subject, practiceId, roles, siteIds });
  }

  /** Makes somebody everything in a practice. A gateway that has looked at them before looks again after some seconds. */
  async #letIn({ personId, subject, practiceId }: { personId: Id<'Person'>; subject: string; practiceId: Id<'Practice'> }): Promise<void> {
    const { practitionerId = null } = DEMO_PEOPLE.PRACTITIONER;
    const { patientId = null } = DEMO_PEOPLE.PATIENT;
    await registerPractice(this.#worker, { id: practiceId, slug: `practice-${practiceId}`, name: 'Another practice' });
    await registerPerson(this.#worker, { id: personId, issuer: DEVELOPMENT_ISSUER_NAME, subject, name: 'Somebody', practiceId, roles: ALL_ROLES, practitionerId, patientId });
    await this.#worker.count(WIDEN, [practiceId, personId, ALL_ROLES]);
    if (this.#shown.has(subject)) await pause(MEMBERSHIP_HOLDS_MS + 100);
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

/** Holds that ran out, and the times that came free and are not yet offered to those who wait. */
const TO_BE_OFFERED = `SELECT FROM scheduling.appointment WHERE state = 'HELD' AND hold_expires_at <= $1
  UNION ALL SELECT FROM scheduling.freed_slot f WHERE f.closed_at IS NULL AND f.starts_at > $1 AND NOT EXISTS (SELECT FROM scheduling.waitlist_offer o WHERE o.practice_id = f.practice_id AND o.slot_id = f.id AND o.state = 'OPEN')`;

/** The whole clinic in this process, on a database of its own with the sample clinic in it. */
export class TestClinic {
  readonly front: Front;

  private constructor(readonly database: TestDatabase, readonly clinic: Clinic, private readonly clock: Clock) {
    this.front = new Front(clinic.gateway.url, database);
  }

  /** Requests are not limited unless the options say so: a test may ask faster than anybody. */
  static async start(clock: Clock = systemClock, options: Partial<ClinicOptions> = {}): Promise<TestClinic> {
    const database = await seededDatabase(clock);
    return new TestClinic(database, await startClinic({ place: database, port: 0, clock, logger: jsonLogger(() => undefined), guards: { rates: false }, ...options }), clock);
  }

  async stop(): Promise<void> {
    await this.clinic.stop();
    await this.front.close();
    await this.database.drop();
  }

  /** Runs SQL as a superuser, past row-level security. */
  rows<Row extends object>(sql: string, values: readonly unknown[] = []): Promise<Row[]> {
    return asAdmin<Row>(this.database, sql, values);
  }

  /** Ends holds that ran out by the clock, and offers the times that came free, at once. */
  async unaskedWork(): Promise<void> {
    const database = this.clinic.databases['scheduling'];
    if (database) await startUnaskedWork({ place: this.database, database, clock: this.clock, logger: jsonLogger(() => undefined) }).stop();
  }

  /** A digest of every row of these subgraphs but the kept answers and the audit trail: unchanged when nothing was written. What is due, and would be written by itself within a minute, is done before and told to the others. */
  async contents(schemas: readonly string[] = SUBGRAPHS.map(({ schema }) => schema.schema)): Promise<string> {
    while ((await this.rows('SELECT FROM patient.obligation_clock WHERE advanced_through < $1', [todayIn(PRACTICE_TIME_ZONE, this.clock)])).length > 0) await pause(100);
    while ((await this.rows(TO_BE_OFFERED, [this.clock.now()])).length > 0) await this.unaskedWork();
    await this.clinic.settled();
    const tables = await this.rows<{ name: string }>(`SELECT c.oid::regclass::text AS name FROM pg_class c WHERE c.relkind = 'r' AND c.relname NOT IN ('idempotent_request', 'audit_event', 'audit_seal', 'audit_head')
      AND c.relnamespace::regnamespace::text = ANY($1) ORDER BY 1`, [schemas]);
    const digests = tables.map(({ name }) => `SELECT '${name}' AS name, md5(coalesce(string_agg(md5(t::text), '' ORDER BY md5(t::text)), '')) AS digest FROM ${name} t`);
    const [row] = await this.rows<{ digest: string }>(`SELECT string_agg(name || ' ' || digest, E'\\n' ORDER BY name) AS digest FROM (${digests.join(' UNION ALL ')}) AS each`);
    return row?.digest ?? '';
  }
}

/** A database with the sample clinic of size S, as it is now; by the system's clock, at some time of this hour. */
export async function seededDatabase(clock: Clock = systemClock): Promise<TestDatabase> {
  const instant = clock.now().toISOString().replace(/\D/g, '');
  return createTestDatabase(SCHEMAS, {
    name: `sample_${clock === systemClock ? instant.slice(0, 'yyyymmddhh'.length) : instant}`,
    fill: async (place) => {
      await seedSampleClinic({ ...place, size: 'S', clock });
      await registerSamplePeople(place);
    },
  });
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
