import fc from 'fast-check';
import { addDays, type CalendarDay } from '@spindle/kernel';
import { overlaps } from './coverage';
import { importedPeriods, type PayerSeen } from './imported-periods';

const day = (offset: number): CalendarDay => addDays('2020-01-01' as CalendarDay, offset);
const seen = (payerName: string, from: number, to: number): PayerSeen => ({ payerName, from: day(from), to: day(to) });

const history = fc.array(fc.tuple(fc.constantFrom('A', 'B', 'C', 'D', 'E'), fc.nat(30), fc.nat(30)).map(([name, from, length]) => seen(name, from, from + length)), { maxLength: 12 });

it('covers from the first to the last day seen', () => {
  expect(importedPeriods([seen('A', 3, 3), seen('A', 9, 12), seen('A', 1, 2)])).toEqual([{ payerName: 'A', priority: 'PRIMARY', validFrom: day(1), validTo: day(12) }]);
});

it('cuts a coverage on the day before the next begins', () => {
  expect(importedPeriods([seen('A', 0, 20), seen('B', 10, 30)])).toEqual([
    { payerName: 'A', priority: 'PRIMARY', validFrom: day(0), validTo: day(9) },
    { payerName: 'B', priority: 'PRIMARY', validFrom: day(10), validTo: day(30) },
  ]);
});

it('lets payers that begin on one day pay together, the one seen longest first', () => {
  expect(importedPeriods([seen('A', 0, 5), seen('B', 0, 9)]).map(({ payerName, priority }) => [payerName, priority])).toEqual([['B', 'PRIMARY'], ['A', 'SECONDARY']]);
});

it('leaves no overlap in a priority, no period backwards, and one coverage per payer, in whatever order the history comes', () => {
  fc.assert(fc.property(history, fc.integer(), (payers, seed) => {
    const periods = importedPeriods(payers);
    for (const one of periods) {
      expect(one.validTo !== null && one.validTo >= one.validFrom).toBe(true);
      for (const other of periods) if (one !== other && one.priority === other.priority) expect(overlaps(one, other)).toBe(false);
    }
    expect(new Set(periods.map(({ payerName }) => payerName)).size).toBe(periods.length);
    expect(importedPeriods(shuffled(payers, seed))).toEqual(periods);
  }), { numRuns: 500 });
});

function shuffled<T>(list: readonly T[], seed: number): T[] {
  return list.map((each, index) => ({ each, rank: Math.sin(seed + index * 7919) })).sort((a, b) => a.rank - b.rank).map(({ each }) => each);
}
