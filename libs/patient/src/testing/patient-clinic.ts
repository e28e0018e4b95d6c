import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { newId, type Database } from '@spindle/database';
import { createTestDatabase, type TestDatabase } from '@spindle/database/testing';
import type { Id } from '@spindle/kernel';
import { createSubgraph, jsonLogger, type DomainEvent, type EventPayloads, type EventType, type Role, type Subgraph, type Viewer } from '@spindle/subgraph';
import { patientSchema, patientSubgraph } from '../subgraph';

/** The instant at which the tests happen. */
export const NOW = new Date('2026-03-09T15:00:00Z');

interface Reply<Data> {
  readonly data: Data;
  readonly errors: readonly { readonly message: string; readonly code: unknown }[];
}

/** The patient subgraph on a database of its own, asked as the staff of two practices would. */
export class PatientClinic {
  readonly practice = newId<'Practice'>();
  readonly otherPractice = newId<'Practice'>();
  readonly subgraph: Subgraph;

  /** What the clock shows. */
  now = NOW;
  readonly #sequences = new Map<string, number>();

  private constructor(readonly test: TestDatabase, readonly database: Database) {
    this.subgraph = createSubgraph(patientSubgraph({ database, clock: { now: () => this.now }, logger: jsonLogger(() => undefined) }));
  }

  static async open(): Promise<PatientClinic> {
    const test = await createTestDatabase([patientSchema]);
    const database = test.databases['patient'];
    if (!database) throw new Error('The schema was not opened.');
    return new PatientClinic(test, database);
  }

  close(): Promise<void> {
    return this.test.drop();
  }

  viewer(practiceId: Id<'Practice'> = this.practice, role: Role = 'FRONT_DESK'): Viewer {
    return { practiceId, personId: '0193a6f0-0000-7000-8000-000000000001', roles: [role], siteIds: null };
  }

  /** Somebody who is this practitioner. */
  practitioner(practitionerId: Id<'Practitioner'>): Viewer {
    return { ...this.viewer(this.practice, 'PRACTITIONER'), practitionerId };
  }

  /** Tells the subgraph of an event, as the next one of its aggregate. */
  async tell<Type extends EventType>(type: Type, aggregateId: string, payload: EventPayloads[Type]): Promise<void> {
    const sequence = (this.#sequences.get(aggregateId) ?? 0) + 1;
    this.#sequences.set(aggregateId, sequence);
    await this.subgraph.receive({ id: newId(), type, version: 1, practiceId: this.practice, source: 'scheduling', aggregateId, sequence, occurredAt: this.now.toISOString(), payload } as DomainEvent);
  }

  /** A visit that took place, or is taking place when `isCompleted` is false; answers its appointment. */
  async visit(visit: { readonly patientId: Id<'Patient'>; readonly practitionerId: Id<'Practitioner'>; readonly at: Date; readonly serviceTypeCode?: string; readonly isCompleted?: boolean }): Promise<Id<'Appointment'>> {
    const appointmentId = newId<'Appointment'>();
    const { patientId, practitionerId, at, serviceTypeCode = 'DRY_NEEDLING', isCompleted = true } = visit;
    const fact = { appointmentId, patientId, practitionerId, locationId: newId(), serviceTypeCode, startsAt: at.toISOString(), endsAt: new Date(at.getTime() + 45 * 60_000).toISOString() };
    const present = this.now;
    this.now = at;
    await this.tell('AppointmentBooked', appointmentId, fact);
    await this.tell('AppointmentArrived', appointmentId, fact);
    if (isCompleted) await this.tell('AppointmentCompleted', appointmentId, fact);
    this.now = present;
    return appointmentId;
  }

  /** The encounter that a visit opened. */
  async encounterOf(appointmentId: Id<'Appointment'>): Promise<Id<'Encounter'>> {
    const [row] = await this.asAdmin<{ id: Id<'Encounter'> }>('SELECT id FROM patient.encounter WHERE appointment_id = $1', [appointmentId]);
    if (!row) throw new Error('The visit opened no encounter.');
    return row.id;
  }

  async ask<Data = Record<string, never>>(query: string, variables: object = {}, viewer = this.viewer()): Promise<Reply<Data>> {
    const { data, errors = [] } = await this.subgraph.execute({ query, variables: { ...variables } }, { viewer, requestId: randomUUID() });
    return { data: data as Data, errors: errors.map((error) => ({ message: error.message, code: error.extensions['code'] })) };
  }

  /** Registers a patient and answers its id. */
  async register(person: object = {}, viewer = this.viewer()): Promise<Id<'Patient'>> {
    const { data } = await this.ask<{ registerPatient: { patient: { id: Id<'Patient'> } } }>(
      'mutation ($input: RegisterPatientInput!) { registerPatient(input: $input) { patient { id } errors { __typename } } }', { input: aPerson({ confirmedNew: true, ...person }) }, viewer);
    return data.registerPatient.patient.id;
  }

  /** Runs SQL as a superuser, past row-level security. */
  async asAdmin<Row extends object>(sql: string, values: readonly unknown[] = []): Promise<Row[]> {
    const client = new Client({ connectionString: this.test.adminUrl });
    await client.connect();
    try {
      return (await client.query<Row>(sql, [...values])).rows;
    } finally {
      await client.end();
    }
  }

  /** The number of rows of each table, kept answers aside. */
  async rowCounts(): Promise<Record<string, number>> {
    const tables = await this.asAdmin<{ name: string }>(`SELECT relname AS name FROM pg_class WHERE relnamespace = 'patient'::regnamespace AND relkind = 'r' AND relname NOT IN ('migration', 'idempotent_request', 'audit_event', 'audit_seal', 'audit_head') ORDER BY 1`);
    const counts = await Promise.all(tables.map(async ({ name }) => [name, (await this.asAdmin<{ count: number }>(`SELECT count(*)::int AS count FROM patient."${name}"`))[0]?.count ?? -1] as const));
    return Object.fromEntries(counts);
  }
}

/** The input of a registration that is accepted, with what the test wants otherwise. */
export function aPerson(otherwise: object = {}): object {
  return {
    idempotencyKey: randomUUID(), name: { given: ['Agustín'], family: 'Núñez' }, birthDate: '1980-03-09', sex: 'MALE', language: 'es',
    address: { lines: ['12 Main St'], city: 'Broomfield', state: 'CO', postalCode: '80020', country: 'US' },
    telecom: [{ system: 'PHONE', use: 'MOBILE', value: '(303) 555-0142' }, { system: 'EMAIL', value: 'agustin@example.org' }],
    contacts: [{ name: 'Rosa Núñez', relationship: 'next of kin', telephone: '720-555-0101' }],
    ...otherwise,
  };
}
