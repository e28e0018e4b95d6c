import type { CalendarDay, Id } from '@spindle/kernel';
import type { QuestionSet } from '../screenings/question-set';
import type { ScreeningState, ScreeningStatus } from '../screenings/screening';
import { judgeCandidacy, type CandidacyVerdict, type Verdict } from './candidacy';

const ANA = 'ana' as Id<'Practitioner'>;
const SENTENCE = expect.stringMatching(/^[A-Z].*\.$/);
const QUESTIONS: QuestionSet = {
  key: 'NEEDLING', version: 1, name: 'Before needling', procedures: ['NEEDLING'], serviceTypeCodes: [], answersHoldDays: 180, confirmedBy: null, sources: [], questions: [], validFrom: '2020-01-01' as CalendarDay, validThrough: null,
};
const CAUTION = { question: 'anticoagulant', option: 'yes', effect: 'CAUTION', text: 'Do you take blood thinners?', advice: 'Press longer.' } as const;

const VERDICTS: readonly CandidacyVerdict[] = ['SUITABLE', 'WITH_PRECAUTIONS', 'NOT_SUITABLE'];
const NOT_PASSED: readonly ScreeningState[] = ['NOT_ASKED', 'EXPIRED', 'ASK_AGAIN', 'STOPPED', 'REFERRED_OUT'];

const whole = (verdict: CandidacyVerdict): Verdict => ({ verdict, precautions: 'Press for a minute.', alternative: 'Massage and exercise.' });
const screened = (state: ScreeningState, isCautious = false): ScreeningStatus => ({ state, questionSet: QUESTIONS, screening: null, questions: [], findings: isCautious ? [CAUTION] : [] });
const judge = (given: Verdict, screening: ScreeningStatus | null, practitionerId: Id<'Practitioner'> | null = ANA) => judgeCandidacy(given, { screening, practitionerId });

describe('whether a treatment is right for a patient', () => {
  it.each(VERDICTS)('is signed by a practitioner and nobody else: %s', (verdict) => {
    expect(judge(whole(verdict), screened('CURRENT'), null)).toEqual({ ok: false, error: { kind: 'PractitionerRequiredError', message: SENTENCE } });
    expect(judge(whole(verdict), screened('CURRENT'))).toEqual({ ok: true, value: { ...whole(verdict), practitionerId: ANA } });
  });

  it.each(NOT_PASSED)('is not said of a patient whose screening is %s; that it is not right may be said at any time', (state) => {
    for (const isCautious of [false, true]) {
      for (const verdict of ['SUITABLE', 'WITH_PRECAUTIONS'] as const) {
        expect(judge(whole(verdict), screened(state, isCautious))).toEqual({ ok: false, error: { kind: 'ScreeningNotPassedError', message: SENTENCE, state } });
      }
      expect(judge(whole('NOT_SUITABLE'), screened(state, isCautious)).ok).toBe(true);
    }
  });

  it.each(VERDICTS)('needs no screening where the procedure asks no questions: %s', (verdict) => { expect(judge(whole(verdict), null).ok).toBe(true); });

  it('is never plainly right where the screening found a caution', () => {
    const cautious = screened('CURRENT', true);
    expect(judge(whole('SUITABLE'), cautious)).toEqual({ ok: false, error: { kind: 'InvalidInputError', field: 'verdict', message: expect.stringContaining('WITH_PRECAUTIONS') } });
    expect([judge(whole('WITH_PRECAUTIONS'), cautious).ok, judge(whole('NOT_SUITABLE'), cautious).ok]).toEqual([true, true]);
  });

  it.each([
    ['WITH_PRECAUTIONS', 'precautions', 'what to take care of'],
    ['NOT_SUITABLE', 'alternative', 'what is done instead'],
  ] as const)('%s is not said without %s', (verdict, field, words) => {
    for (const blank of [null, '', '  ']) {
      expect(judge({ ...whole(verdict), [field]: blank }, screened('CURRENT'))).toEqual({ ok: false, error: { kind: 'InvalidInputError', field, message: expect.stringContaining(words) } });
    }
    expect(judge({ verdict, precautions: null, alternative: null, [field]: ' Said. ' }, screened('CURRENT'))).toMatchObject({ ok: true, value: { [field]: 'Said.' } });
  });

  it('is plainly right without another word, and takes blanks for none', () => {
    for (const blank of [null, ' ']) expect(judge({ verdict: 'SUITABLE', precautions: blank, alternative: blank }, screened('CURRENT'))).toEqual({ ok: true, value: { verdict: 'SUITABLE', precautions: null, alternative: null, practitionerId: ANA } });
  });

  it.each(['precautions', 'alternative'] as const)('takes %s of two thousand characters and not one more', (field) => {
    expect(judge({ ...whole('SUITABLE'), [field]: 'x'.repeat(2_000) }, null).ok).toBe(true);
    expect(judge({ ...whole('SUITABLE'), [field]: 'x'.repeat(2_001) }, null)).toEqual({ ok: false, error: { kind: 'InvalidInputError', field, message: SENTENCE } });
  });
});
