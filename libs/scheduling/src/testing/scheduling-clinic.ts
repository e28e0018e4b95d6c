import { randomUUID } from 'node:crypto';
import { Pool } from 'pg';
import type { Id } from '@spindle/kernel';
import { newId, openDatabase, type Database } from '@spindle/database';
import { createTestDatabase, type TestDatabase } from '@spindle/database/testing';
import { createSubgraph, jsonLogger, type Role, type Subgraph, type Viewer } from '@spindle/subgraph';
import { schedulingSchema, schedulingSubgraph } from '../subgraph';
import { clinicRows, type ClinicRows } from './rows';

/** Monday, 9 March 2026, 08:00 in Denver: the instant at which the tests begin. */
export const NOW = new Date('2026-03-09T14:00:00Z');

export interface Reply<Data> {
  readonly data: Data;
  readonly errors: readonly { readonly message: string; readonly code: unknown }[];
}

/** What a mutation of an appointment answers. */
export interface AppointmentPayload {
  readonly appointment: { readonly id: Id<'Appointment'>; readonly version: number; readonly state: string } | null;
  readonly errors: readonly ({ readonly __typename: string; readonly message: string } & Readonly<Record<string, unknown>>)[];
}

/** What the tests read of each kind of error beside its message. */
const ERROR_FIELDS: Readonly<Record<string, string>> = {
  SlotTakenError: 'taken nearestStarts', StaleVersionError: 'currentVersion', TransitionNotAllowedError: 'state', InvalidInputError: 'field',
  CredentialMissingError: 'credential day', LocationMismatchError: 'mismatch', SlotNotOfferedError: 'refusals { reason } nearestStarts', HoldExpiredError: 'expiredAt',
};

/** The scheduling subgraph on a database of its own with two clinics in it, asked as their staff would. */
export class SchedulingClinic {
  readonly practice = newId<'Practice'>();
  readonly otherPractice = newId<'Practice'>();
  readonly subgraph: Subgraph;
  rows!: ClinicRows;
  otherRows!: ClinicRows;
  /** What the clock shows. */
  now = NOW;

  private constructor(readonly test: TestDatabase, readonly database: Database, readonly administrator: Pool) {
    this.subgraph = createSubgraph(schedulingSubgraph({ database, clock: { now: () => this.now }, logger: jsonLogger(() => undefined) }));
  }

  /** `poolSize` and a long wait: for tests that ask many things at a time. */
  static async open(options: { patients?: number; poolSize?: number } = {}): Promise<SchedulingClinic> {
    const test = await createTestDatabase([schedulingSchema]);
    const clock = { now: () => clinic.now };
    const database = await openDatabase(schedulingSchema, { ...test, poolSize: options.poolSize ?? 10, waitMs: 30_000, clock });
    const administrator = new Pool({ connectionString: test.adminUrl, max: 3 });
    const clinic: SchedulingClinic = new SchedulingClinic(test, database, administrator);
    clinic.rows = await clinic.#fill(clinic.practice, options.patients ?? 8);
    clinic.otherRows = await clinic.#fill(clinic.otherPractice, 2);
    return clinic;
  }

  /** A further practice with a small clinic in it. */
  async addPractice(patients: number): Promise<{ readonly practiceId: Id<'Practice'>; readonly rows: ClinicRows }> {
    const practiceId = newId<'Practice'>();
    return { practiceId, rows: await this.#fill(practiceId, patients) };
  }

  async close(): Promise<void> {
    await this.administrator.end();
    await this.database.close();
    await this.test.drop();
  }

  viewer(practiceId: Id<'Practice'> = this.practice, role: Role = 'FRONT_DESK'): Viewer {
    return { practiceId, personId: '0193a6f0-0000-7000-8000-000000000001', roles: [role], siteIds: null };
  }

  get admin(): Viewer {
    return this.viewer(this.practice, 'PRACTICE_ADMIN');
  }

  /** Asks again when it is told to: a slow machine lets somebody wait too long for what many want. */
  async ask<Data = Record<string, never>>(query: string, variables: object = {}, viewer = this.viewer()): Promise<Reply<Data>> {
    const { data, errors = [] } = await this.subgraph.execute({ query, variables: { ...variables } }, { viewer, requestId: randomUUID() });
    if (errors[0]?.extensions['code'] === 'OVERLOADED') return this.ask(query, variables, viewer);
    return { data: data as Data, errors: errors.map((error) => ({ message: error.message, code: error.extensions['code'] })) };
  }

  /** Runs one of the mutations with a key of its own unless the input has one. */
  async mutate(name: string, input: object, viewer = this.viewer()): Promise<AppointmentPayload> {
    const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
    const query = `mutation ($input: ${type}Input!) { ${name}(input: $input) { appointment { id version state } errors { ${this.#errorSelection(`${type}Error`)} } } }`;
    const { data, errors } = await this.ask<Record<string, AppointmentPayload>>(query, { input: { idempotencyKey: randomUUID(), ...input } }, viewer);
    const payload = data?.[name];
    if (!payload) throw new Error(`${name}: ${JSON.stringify(errors)}`);
    return payload;
  }

  /** The input of a booking that is accepted, with what the test wants otherwise. */
  booking(otherwise: object = {}): object {
    const { patients: [patientId], ruiz: practitionerId, broomfield: locationId, roomOne: roomId } = this.rows;
    return { patientId, practitionerId, locationId, roomId, serviceTypeCode: 'FOLLOW_UP', startsAt: '2026-03-09T16:00:00Z', ...otherwise };
  }

  async book(otherwise: object = {}): Promise<{ readonly id: Id<'Appointment'>; readonly version: number; readonly state: string }> {
    const { appointment, errors } = await this.mutate('bookAppointment', this.booking(otherwise));
    if (!appointment) throw new Error(JSON.stringify(errors));
    return appointment;
  }

  /** Books a visit and leads it through steps: "checkInPatient", then "startTreatment". Its start has come when the patient arrives. */
  async bookAnd(steps: readonly string[], otherwise: object = {}, details: object = {}): Promise<{ id: Id<'Appointment'>; version: number; state: string }> {
    let visit = await this.book(otherwise);
    for (const step of steps) {
      if (step === 'checkInPatient') await this.#untilStartOf(visit.id);
      const { appointment, errors } = await this.mutate(step, { appointmentId: visit.id, version: visit.version, ...(/revert|Error/.test(step) ? { reason: 'a test' } : {}), ...(/cancel|NoShow/.test(step) ? { reasonCode: 'PATIENT' } : {}), ...details }, this.admin);
      if (!appointment) throw new Error(`${step}: ${JSON.stringify(errors)}`);
      visit = appointment;
    }
    return visit;
  }

  async #untilStartOf(id: Id<'Appointment'>): Promise<void> {
    const [visit] = await this.asAdmin<{ starts_at: Date }>('SELECT starts_at FROM scheduling.appointment WHERE id = $1', [id]);
    if (visit && visit.starts_at > this.now) this.now = visit.starts_at;
  }

  /** Runs SQL as a superuser, past row-level security. */
  async asAdmin<Row extends object>(sql: string, values: readonly unknown[] = []): Promise<Row[]> {
    return (await this.administrator.query<Row>(sql, [...values])).rows;
  }

  /** Every row of every table but kept answers, as one text: equal before and after what changes nothing. */
  async everything(): Promise<string> {
    const tables = await this.asAdmin<{ name: string }>(`SELECT relname AS name FROM pg_class WHERE relnamespace = 'scheduling'::regnamespace AND relkind = 'r' AND relname NOT IN ('migration', 'idempotent_request', 'audit_event', 'audit_seal', 'audit_head') ORDER BY 1`);
    const texts: string[] = [];
    for (const { name } of tables) texts.push((await this.asAdmin<{ all: string | null }>(`SELECT string_agg(t::text, E'\\n' ORDER BY t::text) AS all FROM scheduling."${name}" t`))[0]?.all ?? '');
    return texts.join('\n\n');
  }

  /** Live reservations that overlap another one of the same resource and lane; there must never be any. */
  async overlaps(): Promise<number> {
    const [row] = await this.asAdmin<{ count: number }>(`SELECT count(*)::int AS count FROM scheduling.reservation a JOIN scheduling.reservation b USING (practice_id, resource_id)
      WHERE a.live AND b.live AND a.holder_id < b.holder_id AND a.during && b.during AND a.lanes && b.lanes`);
    return row?.count ?? -1;
  }

  async deadlocks(): Promise<number> {
    await this.asAdmin('SELECT pg_stat_force_next_flush()');
    const [row] = await this.asAdmin<{ deadlocks: number }>('SELECT deadlocks::int FROM pg_stat_database WHERE datname = current_database()');
    return row?.deadlocks ?? -1;
  }

  async eventsOf(appointmentId: string): Promise<string[]> {
    const rows = await this.asAdmin<{ type: string }>(`SELECT e.type FROM scheduling.outbox_event e JOIN scheduling.outbox_delivery d ON d.practice_id = e.practice_id AND d.event_id = e.id AND d.subscriber = 'billing'
      WHERE e.aggregate_id = $1 ORDER BY d.sequence`, [appointmentId]);
    return rows.map(({ type }) => type);
  }

  /** A spread on a type that the union cannot be would be refused by validation. */
  #errorSelection(unionName: string): string {
    const union = this.subgraph.schema.getType(unionName);
    const members = union && 'getTypes' in union ? union.getTypes().map(({ name }) => name) : [];
    return ['__typename ... on UserError { message }', ...members.map((name) => (ERROR_FIELDS[name] ? `... on ${name} { ${ERROR_FIELDS[name]} }` : ''))].join(' ');
  }

  async #fill(practice: Id<'Practice'>, patients: number): Promise<ClinicRows> {
    const { rows, inserts } = clinicRows(practice, patients);
    for (const { sql, values } of inserts) await this.administrator.query(sql, [...values]);
    return rows;
  }
}
