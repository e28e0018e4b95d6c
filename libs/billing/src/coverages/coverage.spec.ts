import fc from 'fast-check';
import { addDays, type CalendarDay } from '@spindle/kernel';
import { checkCoverage, endCoverage, overlaps, type Coverage, type CoverageDetails, type CoveragePeriod } from './coverage';

const FIRST = '2026-01-01' as CalendarDay;
const day = (offset: number): CalendarDay => addDays(FIRST, offset);
const HORIZON = 60;

const period: fc.Arbitrary<CoveragePeriod> = fc.tuple(fc.nat(20), fc.option(fc.nat(20), { nil: null }))
  .map(([from, length]) => ({ validFrom: day(from), validTo: length === null ? null : day(from + length) }));

/** The days of a period, one by one. */
function daysOf({ validFrom, validTo }: CoveragePeriod): Set<CalendarDay> {
  return new Set(Array.from({ length: HORIZON }, (_, offset) => day(offset)).filter((each) => each >= validFrom && (validTo === null || each <= validTo)));
}

it('sees an overlap exactly where one day has both', () => {
  fc.assert(fc.property(period, period, (one, other) => {
    const others = daysOf(other);
    expect(overlaps(one, other)).toBe([...daysOf(one)].some((each) => others.has(each)));
    expect(overlaps(other, one)).toBe(overlaps(one, other));
  }), { numRuns: 1_000 });
});

const details: CoverageDetails = {
  patientId: '0193a6f0-0000-7000-8000-0000000000a1', planId: '0193a6f0-0000-7000-8000-0000000000b1', priority: 'PRIMARY', memberId: ' XYZ 123-4 ', relationship: 'SELF', validFrom: day(5), validTo: day(9),
};

it('keeps the member number without the blanks around it', () => {
  expect(checkCoverage(details)).toMatchObject({ ok: true, value: { memberId: 'XYZ 123-4' } });
});

it.each([
  ['memberId', { memberId: 'A' }], ['memberId', { memberId: '' }], ['memberId', { memberId: 'A\u0000B' }], ['memberId', { memberId: 'x'.repeat(81) }], ['memberId', { memberId: '<b>12' }],
  ['validTo', { validTo: day(4) }],
])('refuses a %s that cannot be', (field, otherwise) => {
  expect(checkCoverage({ ...details, ...otherwise })).toMatchObject({ ok: false, error: { kind: 'InvalidInputError', field } });
});

it.each([
  ['an open coverage on its first day', null, 5, true],
  ['an open coverage later', null, 400, true],
  ['a coverage on its last day again', 9, 9, true],
  ['a coverage earlier', 9, 5, true],
  ['a coverage before it began', null, 4, false],
  ['a coverage later than it ends', 9, 10, false],
])('ends %s, or refuses', (_what, present, wanted, accepted) => {
  const coverage = { ...details, validTo: present === null ? null : day(present) } as unknown as Coverage;
  const result = endCoverage(coverage, day(wanted));
  if (accepted) expect(result).toMatchObject({ ok: true, value: { validTo: day(wanted) } });
  else expect(result).toMatchObject({ ok: false, error: { kind: 'InvalidInputError', field: 'validTo' } });
});
