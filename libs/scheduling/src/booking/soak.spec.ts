import { SchedulingClinic } from '../testing/scheduling-clinic';
import { soak } from '../testing/soak/soak';
import { judge } from '../testing/soak/verdict';

/** `npm run soak:scheduling -- --attempts 100000` makes more. */
const ATTEMPTS = Number(process.env['SPINDLE_SOAK_ATTEMPTS'] ?? 600);
const DESKS = 50;

jest.setTimeout(120_000 + ATTEMPTS * 60);

let clinic: SchedulingClinic;
beforeAll(async () => void (clinic = await SchedulingClinic.open({ patients: 90, poolSize: DESKS })));
afterAll(() => clinic.close());

it(`of ${ATTEMPTS} attempts at few places from ${DESKS} connections, whatever is acknowledged is there once, and whatever is refused was taken`, async () => {
  const deadlocks = await clinic.deadlocks();
  const ledger = await soak(clinic, { attempts: ATTEMPTS, desks: DESKS, seed: 20_260_323 });
  const { acknowledged, ...verdict } = await judge(clinic, ledger);
  const report = { attempts: ATTEMPTS, acknowledged, refused: ledger.refusals.length, ...verdict, overlaps: await clinic.overlaps(), deadlocks: await clinic.deadlocks() - deadlocks };
  if (process.env['SPINDLE_SOAK_ATTEMPTS']) process.stderr.write(`${JSON.stringify(report)}\n${JSON.stringify(Object.fromEntries([...ledger.answers].sort()))}\n`);
  expect(report).toMatchObject({ overlaps: 0, deadlocks: 0, lostOrDoubled: 0, falseRefusals: 0, faults: [] });
  const asked = new Set([...ledger.answers.keys()].map((key) => key.split(' ')[0]));
  expect([...asked].sort()).toEqual(expect.arrayContaining(['addToWaitlist', 'book', 'bookHeld', 'bookSeries', 'cancel', 'cancelSeries', 'close', 'hold', 'moveSeries', 'release', 'reopen', 'reschedule']));
  expect(await clinic.asAdmin(`SELECT FROM scheduling.appointment WHERE state = 'EXPIRED'`)).not.toHaveLength(0);
});
