import fc from 'fast-check';
import { addDays, type CalendarDay } from '@spindle/kernel';
import { CLINICAL_RULES } from './clinical-rules';
import { lapsesOf, OBLIGATION_KINDS, obligationsThrough, type Obligation, type ObligationState, type PlanFacts } from './obligation';

const START = '2026-01-05' as CalendarDay;
const on = (offset: number): CalendarDay => addDays(START, offset);
const through = (facts: PlanFacts, offset: number) => obligationsThrough(facts, on(offset), CLINICAL_RULES);
const told = (duties: readonly Obligation[]) => duties.map(({ kind, raisedOn, dueOn, state }) => [kind, raisedOn, dueOn, state]);

function plan(facts: Partial<PlanFacts> = {}): PlanFacts {
  return { planId: 'p1', patientId: 'x1', requiresCertification: true, visitsPlanned: 12, closedOn: null, treatmentDays: [], certifications: [], progressReports: [], outcomeDays: [], ...facts };
}
const treated = (...offsets: number[]) => offsets.map(on);
const certified = (from: number, to: number, signed = from) => ({ from: on(from), through: on(to), signedOn: on(signed) });

describe('the duties of a plan', () => {
  it('begin with the first treatment: certify within thirty days', () => {
    expect(told(through(plan(), 50))).toEqual([]);
    expect(told(through(plan({ treatmentDays: treated(3) }), 33))).toEqual([['INITIAL_CERTIFICATION', on(3), on(33), 'OPEN']]);
    expect(told(through(plan({ treatmentDays: treated(3) }), 34))).toEqual([['INITIAL_CERTIFICATION', on(3), on(33), 'MISSED']]);
  });

  it('are done in time or late, by the day of the signature', () => {
    expect(told(through(plan({ treatmentDays: treated(0), certifications: [certified(0, 59, 30)] }), 40))[0]).toEqual(['INITIAL_CERTIFICATION', on(0), on(30), 'DONE']);
    expect(told(through(plan({ treatmentDays: treated(0), certifications: [certified(0, 59, 31)] }), 40))[0]).toEqual(['INITIAL_CERTIFICATION', on(0), on(30), 'DONE_LATE']);
  });

  it('ask for the next certification two weeks before the last one ends, and are met by one that leaves no gap', () => {
    const first = plan({ treatmentDays: treated(0), certifications: [certified(0, 89)] });
    expect(told(through(first, 74)).filter(([kind]) => kind === 'RECERTIFICATION')).toEqual([]);
    expect(told(through(first, 75)).at(-1)).toEqual(['RECERTIFICATION', on(75), on(89), 'OPEN']);
    expect(told(through(first, 90)).at(-1)).toEqual(['RECERTIFICATION', on(75), on(89), 'MISSED']);
    const next = (from: number) => plan({ ...first, certifications: [certified(0, 89), certified(from, from + 89, 80)] });
    expect(told(through(next(90), 91))[1]).toEqual(['RECERTIFICATION', on(75), on(89), 'DONE']);
    expect(told(through(next(91), 91))[1]).toEqual(['RECERTIFICATION', on(75), on(89), 'MISSED']);
  });

  it('want a report on the tenth treatment day, counted from the last report', () => {
    const days = treated(...Array.from({ length: 25 }, (_, index) => index * 2));
    const reports = (facts: Partial<PlanFacts>) => told(through(plan({ treatmentDays: days, ...facts }), 60)).filter(([kind]) => kind === 'PROGRESS_REPORT');
    expect(reports({})).toEqual([['PROGRESS_REPORT', on(18), on(18), 'MISSED'], ['PROGRESS_REPORT', on(38), on(38), 'MISSED']]);
    expect(reports({ progressReports: [{ through: on(18), writtenOn: on(18) }] })[0]).toEqual(['PROGRESS_REPORT', on(18), on(18), 'DONE']);
    expect(reports({ progressReports: [{ through: on(18), writtenOn: on(19) }] })[0]).toEqual(['PROGRESS_REPORT', on(18), on(18), 'DONE_LATE']);
    expect(reports({ progressReports: [{ through: on(10), writtenOn: on(10) }] })).toEqual([['PROGRESS_REPORT', on(30), on(30), 'MISSED']]);
  });

  it('want the outcome measured at half and at the end of the planned visits', () => {
    const days = treated(...Array.from({ length: 12 }, (_, index) => index));
    const measures = (outcomeDays: CalendarDay[]) => told(through(plan({ requiresCertification: false, treatmentDays: days, outcomeDays }), 12));
    expect(measures([])).toEqual([['OUTCOME_MEASURE', on(5), on(12), 'OPEN'], ['OUTCOME_MEASURE', on(11), on(18), 'OPEN']]);
    expect(measures([on(6)]).map(([, , , state]) => state)).toEqual(['DONE', 'OPEN']);
  });

  it('end with the plan: nothing arises after it, and what was not due yet is not needed', () => {
    const facts = plan({ treatmentDays: treated(0), certifications: [certified(0, 89)], closedOn: on(80) });
    expect(told(through(facts, 120))).toEqual([['INITIAL_CERTIFICATION', on(0), on(30), 'DONE'], ['RECERTIFICATION', on(75), on(89), 'NOT_NEEDED']]);
    expect(told(through({ ...facts, closedOn: on(70) }, 120)).map(([kind]) => kind)).toEqual(['INITIAL_CERTIFICATION']);
  });

  it('follow nobody who wants no certification', () => {
    expect(told(through(plan({ requiresCertification: false, treatmentDays: treated(...Array.from({ length: 30 }, (_, day) => day)), visitsPlanned: 100 }), 60))).toEqual([]);
  });

  describe('that are certifications', () => {
    const duty = (kind: Obligation['kind'], state: ObligationState, [raised, due]: readonly [number, number] = [0, 30]): Obligation => ({ planId: 'p1', patientId: 'x1', kind, state, raisedOn: on(raised), dueOn: on(due), doneOn: null, source: 'A rule' });
    const STATES: readonly ObligationState[] = ['OPEN', 'DONE', 'DONE_LATE', 'MISSED', 'NOT_NEEDED'];

    it.each(OBLIGATION_KINDS)('lapse once they are late, however often one looks: %s', (kind) => {
      for (const state of STATES) for (const before of [null, ...STATES]) {
        const isTold = ['INITIAL_CERTIFICATION', 'RECERTIFICATION'].includes(kind) && ['MISSED', 'DONE_LATE'].includes(state) && !['MISSED', 'DONE_LATE'].includes(before ?? 'none');
        expect(lapsesOf([{ obligation: duty(kind, state), before }])).toEqual(isTold ? [{ planId: 'p1', patientId: 'x1', lapsedOn: on(31) }] : []);
      }
    });

    it('lapse in the order in which one would have seen it day by day', () => {
      const signedAfterItsDays = duty('RECERTIFICATION', 'MISSED', [100, 40]);
      const changes = [duty('RECERTIFICATION', 'MISSED', [75, 89]), signedAfterItsDays, duty('RECERTIFICATION', 'DONE_LATE', [60, 89]), duty('INITIAL_CERTIFICATION', 'DONE_LATE', [80, 89])];
      expect(lapsesOf(changes.map((obligation) => ({ obligation, before: 'OPEN' }))).map(({ lapsedOn }) => lapsedOn)).toEqual([on(90), on(90), on(90), on(41)]);
    });
  });

  const offsets = fc.uniqueArray(fc.integer({ min: 0, max: 399 }), { maxLength: 40 }).map((days) => [...days].sort((a, b) => a - b).map(on));
  const arbitraryFacts = fc.record({
    requiresCertification: fc.boolean(), visitsPlanned: fc.integer({ min: 1, max: 30 }), treatmentDays: offsets, outcomeDays: offsets,
    certifications: fc.array(fc.tuple(fc.integer({ min: 0, max: 380 }), fc.integer({ min: 0, max: 89 }), fc.integer({ min: 0, max: 40 })), { maxLength: 5 })
      .map((spans) => spans.map(([from, length, delay]) => certified(from, from + length, from + delay)).sort((a, b) => a.signedOn.localeCompare(b.signedOn))),
    progressReports: fc.array(fc.tuple(fc.integer({ min: 0, max: 390 }), fc.integer({ min: 0, max: 20 })), { maxLength: 6 })
      .map((reports) => reports.map(([last, delay]) => ({ through: on(last), writtenOn: on(last + delay) })).sort((a, b) => a.writtenOn.localeCompare(b.writtenOn))),
  });

  it('arise on the same days in the same order, whether the clock went day by day or jumped 400 days', () => {
    fc.assert(fc.property(arbitraryFacts, (facts) => {
      const days = (duties: readonly Obligation[]) => duties.map(({ kind, raisedOn, dueOn }) => `${kind} ${raisedOn} ${dueOn}`).join();
      const looks = Array.from({ length: 401 }, (_, day) => days(through(plan(facts), day)));
      expect(looks.filter((known, day) => !known.startsWith(looks[day - 1] ?? ''))).toEqual([]);
    }), { numRuns: 40 });
  });
});
