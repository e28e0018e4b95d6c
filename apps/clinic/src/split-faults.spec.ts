import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { SAMPLE_LOCATION_IDS, SAMPLE_PRACTICES } from '@spindle/sample-clinic';
import { jsonLogger } from '@spindle/subgraph';
import { OPERATIONS } from '@spindle/supergraph';
import type { TestDatabase } from '@spindle/database/testing';
import { startSplitClinic, type SplitClinic } from './split-clinic';
import { asAdmin, Front, seededDatabase } from './testing/test-clinic';

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

  /** Stops or kills a subgraph's process, and brings it back. */
  async function inTrouble(subgraph: string, signal: 'SIGSTOP' | 'SIGKILL', check: () => Promise<void>): Promise<void> {
    const child = clinic.process(subgraph);
    const ended = signal === 'SIGKILL' ? once(child, 'exit') : Promise.resolve();
    child.kill(signal);
    await ended;
    try {
      await check();
    } finally {
      if (signal === 'SIGSTOP') child.kill('SIGCONT');
      else await clinic.restart(subgraph);
    }
  }

  it('hands out neither schema nor rows to an unsigned request', async () => {
    for (const query of ['{ _service { sdl } }', '{ __schema { types { name } } }']) {
      const response = await fetch(new URL('/graphql', clinic.subgraphUrl('patient')), { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ query }) });
      expect(response.status).toBe(401);
      expect(await response.text()).not.toMatch(/type |Patient|sdl/);
    }
  });
});
