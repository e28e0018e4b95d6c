import { addDays, type CalendarDay } from '@spindle/kernel';
import { reportProgress, type ReportGround, type ReportInput } from './progress-report';

const START = '2026-01-05' as CalendarDay;
const on = (offset: number): CalendarDay => addDays(START, offset);
const SENTENCE = expect.stringMatching(/^[A-Z].*\.$/);

/** Ten days of treatment, every second day, under a plan with two goals. */
const GROUND: ReportGround = { goals: ['Sit for an hour', 'Sleep through'], treatmentDays: Array.from({ length: 10 }, (_, index) => on(index * 2)), reportedThrough: null, today: on(30) };
const INPUT: ReportInput = { through: on(18), goals: [{ progress: 'IMPROVED', note: ' Forty minutes now. ' }, { progress: 'MET', note: ' ' }], assessment: ' Goes on well. ' };
const report = (input: Partial<ReportInput> = {}, ground: Partial<ReportGround> = {}) => reportProgress({ ...INPUT, ...input }, { ...GROUND, ...ground });
const flawed = (field: string) => ({ ok: false, error: { kind: 'InvalidInputError', field, message: SENTENCE } });

describe('a progress report', () => {
  it('looks back on the days of treatment, and says what became of each goal in the plan\'s words', () => {
    expect(report()).toEqual({ ok: true, value: {
      from: on(0), through: on(18), treatmentDays: 10, assessment: 'Goes on well.',
      goals: [{ goal: 'Sit for an hour', progress: 'IMPROVED', note: 'Forty minutes now.' }, { goal: 'Sleep through', progress: 'MET', note: null }],
    } });
  });

  it.each([
    ['up to a day in the middle', { through: on(9) }, {}, 0, 5], ['up to a day of treatment', { through: on(10) }, {}, 0, 6], ['up to the first', { through: on(0) }, {}, 0, 1],
    ['from the day after the last report on', {}, { reportedThrough: on(8) }, 10, 5], ['from the first when the last report came before it', {}, { reportedThrough: on(-1) }, 0, 10],
  ])('counts days %s', (_what, input, ground, from, treatmentDays) => { expect(report(input, ground)).toMatchObject({ ok: true, value: { from: on(from), treatmentDays } }); });

  it.each([
    ['nobody was treated', {}, { treatmentDays: [] }], ['all was reported', {}, { reportedThrough: on(18) }], ['the treatment came later', { through: on(-1) }, {}],
  ])('has nothing to say when %s', (_what, input, ground) => { expect(report(input, ground)).toEqual({ ok: false, error: { kind: 'NothingToReportError', message: SENTENCE } }); });

  it('may end today, and not tomorrow', () => {
    expect(report({ through: GROUND.today }).ok).toBe(true);
    expect(report({ through: addDays(GROUND.today, 1) })).toEqual(flawed('through'));
  });

  it.each([0, 1, 3])('with %s goals of two is refused', (count) => {
    expect(report({ goals: Array.from({ length: count }, () => ({ progress: 'UNCHANGED', note: null })) })).toEqual({ ok: false, error: { kind: 'InvalidInputError', field: 'goals', message: expect.stringContaining('2 goals') } });
  });

  it.each([[9, false], [10, true], [5_000, true], [5_001, false]])('with an assessment of %s characters: %s', (length, isTaken) => {
    expect(report({ assessment: 'x'.repeat(length) })).toEqual(isTaken ? expect.objectContaining({ ok: true }) : flawed('assessment'));
  });

  it('takes a note of five hundred characters to a goal, and names the goal whose note is longer', () => {
    const noted = (length: number) => report({ goals: [{ progress: 'WORSE', note: null }, { progress: 'WORSE', note: 'x'.repeat(length) }] });
    expect([noted(500).ok, noted(501)]).toEqual([true, flawed('goals[1].note')]);
  });
});
