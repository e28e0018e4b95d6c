import { SchedulingClinic } from '../testing/scheduling-clinic';
import { Ledger } from '../testing/soak/ledger';
import { soak, type SoakPlace } from '../testing/soak/soak';
import { judge } from '../testing/soak/verdict';

/** `npm run soak:scheduling -- --attempts 100000` makes more. */
const ATTEMPTS = Number(process.env['SPINDLE_SOAK_ATTEMPTS'] ?? 10_000);
const DESKS = 50;
const PRACTICES = 6;
const PATIENTS = 60;

/** Fifty fresh connections would plan each statement six times: as long as all that they do. */
const PLAN_ONCE = `DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET plan_cache_mode = force_generic_plan', current_database()); END $$`;

jest.setTimeout(600_000 + ATTEMPTS * 60);

let clinic: SchedulingClinic;
beforeAll(async () => void (clinic = await SchedulingClinic.open({ poolSize: DESKS })));
afterAll(() => clinic.close());

it(`of ${ATTEMPTS} attempts at few places from ${DESKS} connections, whatever is acknowledged is there once, and whatever is refused was taken`, async () => {
  const places: SoakPlace[] = [];
  while (places.length < PRACTICES) places.push({ ...await clinic.addPractice(PATIENTS), ledger: new Ledger() });
  await clinic.asAdmin(PLAN_ONCE);
  const deadlocks = await clinic.deadlocks();
  await soak(clinic, places, { attempts: ATTEMPTS, desks: DESKS, seed: 20_260_323 });
  const verdict = await judge(clinic, places);
  const answers = sumOf(places.map(({ ledger }) => ledger.answers));
  const refused = places.reduce((sum, { ledger }) => sum + ledger.refusals.length, 0);
  const report = { attempts: ATTEMPTS, refused, ...verdict, overlaps: await clinic.overlaps(), deadlocks: await clinic.deadlocks() - deadlocks };
  process.stderr.write(`Soak: ${JSON.stringify(report)}\n${JSON.stringify(Object.fromEntries([...answers].sort()))}\n`);
  expect(report).toMatchObject({ overlaps: 0, deadlocks: 0, lostOrDoubled: 0, falseRefusals: 0, faults: [] });
  const asked = new Set([...answers.keys()].map((key) => key.split(' ')[0]));
  expect([...asked].sort()).toEqual(['accept', 'addToWaitlist', 'book', 'bookHeld', 'bookSeries', 'cancel', 'cancelSeries', 'close', 'decline', 'hold', 'moveSeries', 'offer', 'release', 'reopen', 'reschedule', 'sweep']);
  expect(await clinic.asAdmin(`SELECT FROM scheduling.appointment WHERE state = 'EXPIRED'`)).not.toHaveLength(0);
});

function sumOf(counts: readonly ReadonlyMap<string, number>[]): Map<string, number> {
  const sums = new Map<string, number>();
  for (const [key, count] of counts.flatMap((each) => [...each])) sums.set(key, (sums.get(key) ?? 0) + count);
  return sums;
}
