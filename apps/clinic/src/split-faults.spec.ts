import type { ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { SAMPLE_LOCATION_IDS, SAMPLE_PRACTICES } from '@spindle/sample-clinic';
import { jsonLogger } from '@spindle/subgraph';
import { OPERATIONS } from '@spindle/supergraph';
import type { TestDatabase } from '@spindle/database/testing';
import { startSplitClinic, type SplitClinic } from './split-clinic';
import { asAdmin, Front, seededDatabase } from './testing/test-clinic';

const DAY_MS = 86_400_000;
const BOOK = `mutation ($input: BookAppointmentInput!) { bookAppointment(input: $input) {
  appointment { id version state startsAt override { reason } } errors { __typename ... on UserError { message } } } }`;

interface Booked { readonly bookAppointment: { readonly appointment: { readonly id: string; readonly state: string; readonly startsAt: string } | null; readonly errors: readonly { readonly __typename: string }[] } }

/** Where a booking can be stopped: by a lock that the test holds. `committed` is how many others see of it there. */
const STOPS = [
  {
    moment: 'its reservation is written and not committed', committed: 0, daysAhead: 60,
    hold: `CREATE FUNCTION scheduling.stop() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET lock_timeout = 0 AS 'BEGIN PERFORM pg_advisory_xact_lock(4711); RETURN NULL; END';
      CREATE TRIGGER stop AFTER INSERT ON scheduling.reservation EXECUTE FUNCTION scheduling.stop(); SELECT pg_advisory_lock(4711)`,
    stopped: `SELECT FROM pg_locks WHERE locktype = 'advisory' AND objid = 4711 AND NOT granted`,
    letGo: 'SELECT pg_advisory_unlock(4711); DROP FUNCTION scheduling.stop() CASCADE',
  },
  {
    moment: 'it is committed and its answer is read', committed: 1, daysAhead: 62,
    hold: 'BEGIN; LOCK TABLE scheduling.appointment_override IN ACCESS EXCLUSIVE MODE',
    stopped: `SELECT FROM pg_locks WHERE relation = 'scheduling.appointment_override'::regclass AND NOT granted`,
    letGo: 'ROLLBACK',
  },
] as const;

interface DaySheet { readonly daySheet: { readonly appointments: readonly Record<string, unknown>[] } | null }

/** How long the gateway waits for a subgraph in this test, in milliseconds. */
const TIMEOUT_MS = 1_000;

describe('with a subgraph down, the day sheet shows what the others know', () => {
  let database: TestDatabase;
  let clinic: SplitClinic;
  let front: Front;
  let day: string;

  beforeAll(async () => {
    database = await seededDatabase();
    clinic = await startSplitClinic({ place: database, port: 0, logger: jsonLogger(() => undefined), environment: { SUBGRAPH_TIMEOUT_MS: String(TIMEOUT_MS) } });
    front = new Front(clinic.url, database);
    const [busiest] = await asAdmin<{ day: string }>(database, `SELECT (starts_at AT TIME ZONE time_zone)::date::text AS day FROM scheduling.appointment WHERE practice_id = $1 AND location_id = $2 GROUP BY 1 ORDER BY count(*) DESC LIMIT 1`, [SAMPLE_PRACTICES.spindle.id, SAMPLE_LOCATION_IDS.broomfield]);
    day = busiest?.day ?? '';
  }, 120_000);
  afterAll(async () => {
    await clinic.stop();
    await database.drop();
  }, 60_000);

  it("the patient's process moves what is due to the present day by itself", async () => {
    await asAdmin(database, 'INSERT INTO patient.obligation_clock (practice_id, advanced_through) VALUES ($1, current_date - 30) ON CONFLICT (practice_id) DO UPDATE SET advanced_through = excluded.advanced_through', [SAMPLE_PRACTICES.spindle.id]);
    const behind = () => asAdmin(database, 'SELECT 1 FROM patient.obligation_clock WHERE advanced_through < current_date - 2');
    while ((await behind()).length > 0) await pause(200);
  }, 30_000);

  const daySheet = () => front.ask<DaySheet>(OPERATIONS.daySheet, { locationId: SAMPLE_LOCATION_IDS.broomfield, date: day });

  /** Waits until the day sheet is whole again: the gateway asks a subgraph that failed again after a while. */
  async function recovered(): Promise<void> {
    for (let tries = 0; (await daySheet()).errors.length > 0; tries += 1) if (tries > 100) throw new Error('The day sheet did not recover.');
  }

  const MISSING = { patient: ['patient'], billing: ['claim', 'patientBalance'] } as const;

  it.each([['patient', 'SIGSTOP'], ['patient', 'SIGKILL'], ['billing', 'SIGSTOP'], ['billing', 'SIGKILL']] as const)('%s by %s: its fields are null, with an error for each place', async (subgraph, signal) => {
    const whole = await daySheet();
    expect(whole.errors).toEqual([]);
    await inTrouble(subgraph, signal, async () => {
      const { status, data, errors, text } = await daySheet();
      expect(status).toBe(200);
      const missing: readonly string[] = MISSING[subgraph];
      expect(data.daySheet?.appointments).toEqual(whole.data.daySheet?.appointments.map((visit) => ({ ...visit, ...Object.fromEntries(missing.map((field) => [field, null])) })));
      expect(errors.length).toBeGreaterThan(0);
      for (const error of errors) {
        expect(error.extensions.code).toBe('SUBGRAPH_UNAVAILABLE');
        expect(error.path?.slice(0, 2)).toEqual(['daySheet', 'appointments']);
        if ((error.path?.length ?? 0) > 3) expect(missing).toContain(error.path?.[3]);
      }
      expect(text).not.toMatch(/127\.0\.0\.1|ECONN|_entities|stacktrace|node_modules|@"/);
    });
    await recovered();
  }, 90_000);

  it.each(['SIGSTOP', 'SIGKILL'] as const)('scheduling by %s: there is no day to show, and it says so', async (signal) => {
    await inTrouble('scheduling', signal, async () => {
      const { status, data, errors } = await daySheet();
      expect({ status, data }).toEqual({ status: 200, data: { daySheet: null } });
      expect(errors).toMatchObject([{ path: ['daySheet'], extensions: { code: 'SUBGRAPH_UNAVAILABLE' } }]);
    });
    await recovered();
  }, 90_000);

  /** Stops or kills a subgraph's process, where the check does not do so itself, and brings it back. */
  async function inTrouble(subgraph: string, signal: 'SIGSTOP' | 'SIGKILL' | null, check: (child: ChildProcess) => Promise<void>): Promise<void> {
    const child = clinic.process(subgraph);
    const ended = signal === 'SIGKILL' ? once(child, 'exit') : Promise.resolve();
    if (signal) child.kill(signal);
    await ended;
    try {
      await check(child);
    } finally {
      if (signal === 'SIGSTOP') child.kill('SIGCONT');
      else await clinic.restart(subgraph);
    }
  }

  /** A visit that can be booked, far behind those of the sample. */
  async function freeVisit(daysAhead: number): Promise<{ readonly idempotencyKey: string; readonly patientId: string | undefined; readonly startsAt: string | undefined }> {
    const [patient] = await asAdmin<{ id: string }>(database, `SELECT id FROM scheduling.resource WHERE practice_id = $1 AND kind = 'PATIENT' ORDER BY id LIMIT 1`, [SAMPLE_PRACTICES.spindle.id]);
    const { data } = await front.ask<{ availableSlots: { slots: { startsAt: string; practitioner: { id: string } }[] } }>(
      'query ($sites: [ID!], $from: DateTime) { availableSlots(serviceTypeCode: "PT_VISIT", locationIds: $sites, from: $from, first: 1) { slots { startsAt practitioner { id } } } }',
      { sites: [SAMPLE_LOCATION_IDS.broomfield], from: new Date(Date.now() + daysAhead * DAY_MS).toISOString() });
    const [slot] = data.availableSlots.slots;
    const service = { locationId: SAMPLE_LOCATION_IDS.broomfield, serviceTypeCode: 'PT_VISIT', practitionerId: slot?.practitioner.id };
    return { ...service, idempotencyKey: randomUUID(), patientId: patient?.id, startsAt: slot?.startsAt };
  }

  it.each(STOPS)('scheduling killed when $moment: the same key gives one booking and one answer, with another input none', async ({ hold, stopped, letGo, committed, daysAhead }) => {
    const input = await freeVisit(daysAhead);
    const of = [SAMPLE_PRACTICES.spindle.id, input.patientId, input.startsAt];
    const visits = () => asAdmin<{ id: string; reserved: number; events: number }>(database, `SELECT a.id, (SELECT count(*)::int FROM scheduling.reservation r WHERE r.appointment_id = a.id AND r.live) AS reserved,
      (SELECT count(*)::int FROM scheduling.outbox_event e WHERE e.aggregate_id = a.id AND e.type = 'AppointmentBooked') AS events FROM scheduling.appointment a WHERE a.practice_id = $1 AND a.patient_id = $2 AND a.starts_at = $3`, of);
    const book = (more: object = {}) => front.ask<Booked>(BOOK, { input: { ...input, ...more } });
    const holder = new Client({ connectionString: database.adminUrl });
    await holder.connect();
    await holder.query(hold);
    await inTrouble('scheduling', null, async (child) => {
      const lost = book();
      while ((await asAdmin(database, stopped)).length === 0) await pause(20);
      expect(await visits()).toHaveLength(committed);
      child.kill('SIGKILL');
      expect(await lost).toMatchObject({ data: null, errors: [{ extensions: { code: 'SUBGRAPH_UNAVAILABLE' } }] });
      await holder.query(letGo);
    }).finally(() => holder.end());
    let answer = await book();
    while (answer.errors.length > 0) answer = await book();
    expect(answer.data.bookAppointment).toMatchObject({ appointment: { state: 'BOOKED' }, errors: [] });
    expect((await book()).text).toBe(answer.text);
    const booked = await visits();
    expect(booked).toEqual([{ id: answer.data.bookAppointment.appointment?.id, reserved: 3, events: 1 }]);
    expect((await book({ durationMinutes: 45 })).data.bookAppointment).toMatchObject({ appointment: null, errors: [{ __typename: 'IdempotencyKeyReusedError' }] });
    expect(await visits()).toEqual(booked);
  }, 90_000);

  it('hands out neither schema nor rows to an unsigned request', async () => {
    for (const query of ['{ _service { sdl } }', '{ __schema { types { name } } }']) {
      const response = await fetch(new URL('/graphql', clinic.subgraphUrl('patient')), { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ query }) });
      expect(response.status).toBe(401);
      expect(await response.text()).not.toMatch(/type |Patient|sdl/);
    }
  });
});
