import { addDays, type CalendarDay } from '@spindle/kernel';
import { CLINICAL_RULES } from '../obligations/clinical-rules';
import { certifiedThrough, certify, isDelayed, type CertificationSetting, type CertifierKind, type NewCertification } from './certification';

const FIRST = '2026-01-05' as CalendarDay;
const on = (offset: number): CalendarDay => addDays(FIRST, offset);
const SENTENCE = expect.stringMatching(/^[A-Z].*\.$/);
const SOURCE = expect.stringMatching(/\w/);

/** A physician signs on the first day of treatment for ninety days. */
const SIGNED: NewCertification = {
  from: FIRST, through: on(89), basis: 'SIGNATURE', certifier: { name: 'Dr. Rosa Lim', npi: '1234567893', kind: 'PHYSICIAN' }, signedOn: FIRST, planSentOn: null, delayReason: null,
};
const REFERRED: NewCertification = { ...SIGNED, basis: 'REFERRAL_ON_FILE', planSentOn: FIRST };
const SETTING: CertificationSetting = { earlier: [], firstTreatment: FIRST, today: on(200), rules: CLINICAL_RULES };
const TREATED_BEFORE = { earlier: [{ from: on(-90), through: on(-1) }], firstTreatment: on(-90) };

const judge = (certification: NewCertification, otherwise: Partial<CertificationSetting> = {}) => certify(certification, { ...SETTING, ...otherwise });
const refused = (rule: string) => ({ ok: false, error: { kind: 'CertificationNotAllowedError', rule, message: SENTENCE, source: SOURCE } });
const flawed = (field: string) => ({ ok: false, error: { kind: 'InvalidInputError', field, message: SENTENCE } });

describe('a certification of a plan', () => {
  it.each<[CertifierKind, boolean]>([['PHYSICIAN', true], ['NURSE_PRACTITIONER', true], ['PHYSICIAN_ASSISTANT', true], ['CLINICAL_NURSE_SPECIALIST', true], ['CHIROPRACTOR', false]])('by a %s: %s', (kind, isTaken) => {
    const judged = judge({ ...SIGNED, certifier: { ...SIGNED.certifier, kind } });
    expect(judged).toEqual(isTaken ? { ok: true, value: { ...SIGNED, certifier: { ...SIGNED.certifier, kind } } } : refused('CERTIFIER_KIND'));
  });

  it.each([[1, true], [89, true], [90, true], [91, false], [365, false]])('of %s days: %s', (days, isTaken) => {
    expect(judge({ ...SIGNED, through: on(days - 1) })).toEqual(isTaken ? expect.objectContaining({ ok: true }) : refused('PERIOD_LENGTH'));
  });

  it('has no longest span on a day for which no rule holds', () => { expect(judge({ ...SIGNED, through: on(400) }, { rules: [] }).ok).toBe(true); });

  it.each([
    ['ends the day before', -30, -1, true], ['ends on the first day', -30, 0, false], ['lies within', 10, 20, false], ['is the same', 0, 89, false],
    ['covers it all', -5, 95, false], ['begins on the last day', 89, 120, false], ['begins the day after', 90, 120, true],
  ])('beside one that %s', (_what, from, through, isTaken) => {
    const judged = judge({ ...SIGNED, delayReason: 'The physician was away.' }, { earlier: [{ from: on(-200), through: on(-150) }, { from: on(from), through: on(through) }] });
    expect(judged).toEqual(isTaken ? expect.objectContaining({ ok: true }) : refused('PERIOD_OVERLAP'));
  });

  it.each([
    ['certifier.name', { certifier: { ...SIGNED.certifier, name: ' R ' } }], ['certifier.name', { certifier: { ...SIGNED.certifier, name: 'x'.repeat(201) } }],
    ['certifier.npi', { certifier: { ...SIGNED.certifier, npi: '1234567890' } }],
    ['through', { through: on(-1) }], ['signedOn', { signedOn: on(201) }],
    ['planSentOn', { planSentOn: FIRST }], ['planSentOn', { basis: 'REFERRAL_ON_FILE' as const }], ['planSentOn', { basis: 'REFERRAL_ON_FILE' as const, planSentOn: on(201) }],
    ['delayReason', { delayReason: 'x'.repeat(501) }],
  ])('is refused for what cannot be in %s', (field, otherwise) => { expect(judge({ ...SIGNED, ...otherwise })).toEqual(flawed(field)); });

  it('may be of one day, signed and sent today, with texts as long as they may be', () => {
    const today = judge({ ...REFERRED, through: FIRST, delayReason: 'x'.repeat(500), certifier: { ...SIGNED.certifier, name: 'x'.repeat(200) } }, { today: FIRST });
    expect(today.ok).toBe(true);
  });

  it('keeps names without the blanks around them, and a blank reason as none', () => {
    expect(judge({ ...SIGNED, certifier: { ...SIGNED.certifier, name: ' Dr. Rosa Lim ' }, delayReason: '  ' })).toEqual({ ok: true, value: SIGNED });
    expect(judge({ ...SIGNED, delayReason: ' Away. ' })).toMatchObject({ value: { delayReason: 'Away.' } });
  });
});

describe('a referral on file in the place of a signature', () => {
  const beginning = (day: string): NewCertification => ({ ...REFERRED, from: day as CalendarDay, through: day as CalendarDay, signedOn: day as CalendarDay, planSentOn: day as CalendarDay });

  it.each([['2024-12-31', false], ['2025-01-01', true]])('for days from %s on: %s', (day, isTaken) => {
    expect(judge(beginning(day), { firstTreatment: day as CalendarDay })).toEqual(isTaken ? expect.objectContaining({ ok: true }) : refused('REFERRAL_NOT_YET'));
  });

  it.each([[-10, true], [0, true], [30, true], [31, false]])('with the plan sent %s days after the first day: %s', (offset, isTaken) => {
    expect(judge({ ...REFERRED, planSentOn: on(offset) })).toEqual(isTaken ? expect.objectContaining({ ok: true }) : refused('PLAN_SENT_LATE'));
  });

  it('is taken for the first certification only', () => {
    expect(judge(REFERRED, TREATED_BEFORE)).toEqual(refused('REFERRAL_ONLY_FIRST'));
    expect(judge(SIGNED, TREATED_BEFORE).ok).toBe(true);
  });
});

describe('a late certification', () => {
  const first = { earlier: [], firstTreatment: FIRST, rules: CLINICAL_RULES };

  it.each([[0, false], [30, false], [31, true], [100, true]])('signed %s days after the first treatment is late: %s', (offset, isLate) => {
    expect(isDelayed({ from: FIRST, signedOn: on(offset) }, first)).toBe(isLate);
  });

  it.each([[-1, false], [0, false], [1, true]])('signed %s days after the earlier one has ended is late: %s', (offset, isLate) => {
    expect(isDelayed({ from: FIRST, signedOn: on(offset) }, { ...TREATED_BEFORE, rules: CLINICAL_RULES })).toBe(isLate);
  });

  it('is none before the first treatment, or where no rule holds', () => {
    expect(isDelayed({ from: FIRST, signedOn: on(100) }, { ...first, firstTreatment: null })).toBe(false);
    expect(isDelayed({ from: FIRST, signedOn: on(100) }, { ...first, rules: [] })).toBe(false);
  });

  it('is taken with the reason for the delay, and not without', () => {
    const late = { ...SIGNED, signedOn: on(31) };
    for (const blank of [null, ' ']) expect(judge({ ...late, delayReason: blank })).toEqual(refused('DELAYED_WITHOUT_REASON'));
    expect(judge({ ...late, delayReason: 'The physician was away.' }).ok).toBe(true);
  });
});

describe('the last day certified without a gap', () => {
  const span = (from: number, through: number) => ({ from: on(from), through: on(through) });

  it.each([
    ['nothing is certified', [], null],
    ['the first day is not covered', [span(1, 90)], null], ['it ended before the first day', [span(-90, -1)], null],
    ['one span covers the first day', [span(0, 89)], 89], ['the first day is its last', [span(-89, 0)], 0],
    ['the next begins the day after', [span(0, 89), span(90, 179)], 179], ['they are told in another order', [span(90, 179), span(0, 89)], 179],
    ['a day is missing between them', [span(0, 89), span(91, 179)], 89], ['the second lies within the first', [span(0, 89), span(10, 20)], 89],
    ['they overlap', [span(0, 30), span(20, 60)], 60], ['one before the first day is beside it', [span(-60, -1), span(0, 30)], 30],
  ])('when %s', (_what, spans, last) => { expect(certifiedThrough(spans, FIRST)).toBe(last === null ? null : on(last)); });
});
