import { addDays, daysBetween, err, isNpi, ok, type CalendarDay, type Id, type Result } from '@spindle/kernel';
import { ruleOn, type ClinicalRule, type ClinicalRuleKey } from '../obligations/clinical-rules';
import type { InvalidInputError } from '../patients/patient';
import { lengthFlaw, unlessFlawed } from '../texts';

export type CertificationBasis = 'SIGNATURE' | 'REFERRAL_ON_FILE';
export type CertifierKind = 'PHYSICIAN' | 'NURSE_PRACTITIONER' | 'PHYSICIAN_ASSISTANT' | 'CLINICAL_NURSE_SPECIALIST' | 'CHIROPRACTOR';
export type CertificationRule =
  | 'CERTIFIER_KIND' | 'PERIOD_LENGTH' | 'PERIOD_OVERLAP' | 'REFERRAL_ONLY_FIRST' | 'REFERRAL_NOT_YET' | 'PLAN_SENT_LATE' | 'DELAYED_WITHOUT_REASON';

export interface Certifier {
  readonly name: string;
  readonly npi: string;
  readonly kind: CertifierKind;
}

export interface NewCertification {
  readonly from: CalendarDay;
  readonly through: CalendarDay;
  readonly basis: CertificationBasis;
  readonly certifier: Certifier;
  readonly signedOn: CalendarDay;
  readonly planSentOn: CalendarDay | null;
  readonly delayReason: string | null;
}

export interface Certification extends NewCertification {
  readonly id: Id<'PlanCertification'>;
  readonly planId: Id<'TreatmentPlan'>;
  readonly patientId: Id<'Patient'>;
}

export interface CertificationNotAllowedError {
  readonly kind: 'CertificationNotAllowedError';
  readonly message: string;
  readonly rule: CertificationRule;
  readonly source: string;
}

/** What a certification is judged by. */
export interface CertificationSetting {
  readonly earlier: readonly Pick<NewCertification, 'from' | 'through'>[];
  /** The first day on which the patient was treated under the plan; null: not yet. */
  readonly firstTreatment: CalendarDay | null;
  readonly today: CalendarDay;
  readonly rules: readonly ClinicalRule[];
}

const CERTIFIERS = '42 CFR 424.24(c)(3), 410.61; Medicare Benefit Policy Manual, ch. 15 § 220.1.1: a chiropractor may not certify therapy plans';
const DELAYED = '42 CFR 424.11(d)(3)';

/** Whether a plan may be certified so, and what stands against it (42 CFR 424.24(c)). */
export function certify(certification: NewCertification, setting: CertificationSetting): Result<NewCertification, CertificationNotAllowedError | InvalidInputError> {
  const checked = checkInput(certification, setting.today);
  if (!checked.ok) return checked;
  const refusal = kindRefusal(certification) ?? lengthRefusal(certification, setting) ?? overlapRefusal(certification, setting) ?? referralRefusal(certification, setting) ?? delayRefusal(certification, setting);
  return refusal ? err(refusal) : checked;
}

function checkInput(certification: NewCertification, today: CalendarDay): Result<NewCertification, InvalidInputError> {
  const { certifier, delayReason } = certification;
  const tidy = { ...certification, certifier: { ...certifier, name: certifier.name.trim() }, delayReason: delayReason?.trim() || null };
  const wrong = (condition: boolean, field: string, message: string): InvalidInputError | null => (condition ? { kind: 'InvalidInputError', field, message } : null);
  return unlessFlawed(tidy, [
    lengthFlaw('certifier.name', certifier.name, { least: 2, most: 200 }),
    wrong(!isNpi(certifier.npi), 'certifier.npi', 'Ten digits, the last of which is the check digit.'),
    wrong(certification.through < certification.from, 'through', 'The last day lies before the first.'),
    wrong(certification.signedOn > today, 'signedOn', 'The signature lies in the future.'),
    wrong((certification.basis === 'REFERRAL_ON_FILE') !== (certification.planSentOn !== null), 'planSentOn', 'Say when the plan was sent, for a referral on file and for nothing else.'),
    wrong((certification.planSentOn ?? '') > today, 'planSentOn', 'The day lies in the future.'),
    lengthFlaw('delayReason', delayReason ?? '', { least: 0, most: 500 }),
  ]);
}

function refusal(rule: CertificationRule, source: string, message: string): CertificationNotAllowedError {
  return { kind: 'CertificationNotAllowedError', rule, source, message };
}

function numberOf(rules: readonly ClinicalRule[], key: ClinicalRuleKey, day: CalendarDay): { value: number; source: string } {
  return ruleOn(rules, key, day) ?? { value: Infinity, source: 'no rule holds on that day' };
}

function kindRefusal({ certifier }: NewCertification): CertificationNotAllowedError | null {
  return certifier.kind === 'CHIROPRACTOR' ? refusal('CERTIFIER_KIND', CERTIFIERS, 'A chiropractor may not certify a therapy plan. Have it certified by a physician or a non-physician practitioner.') : null;
}

function lengthRefusal({ from, through }: NewCertification, { rules }: CertificationSetting): CertificationNotAllowedError | null {
  const { value, source } = numberOf(rules, 'CERTIFICATION_LENGTH_DAYS', from);
  return daysBetween(from, through) + 1 > value ? refusal('PERIOD_LENGTH', source, `A certification covers at most ${value} days.`) : null;
}

function overlapRefusal({ from, through }: NewCertification, { earlier }: CertificationSetting): CertificationNotAllowedError | null {
  const overlaps = earlier.some((other) => other.from <= through && from <= other.through);
  return overlaps ? refusal('PERIOD_OVERLAP', 'House rule: each day is certified once', 'Another certification of the plan covers some of these days.') : null;
}

function referralRefusal(certification: NewCertification, { earlier, rules }: CertificationSetting): CertificationNotAllowedError | null {
  const { basis, from, planSentOn } = certification;
  if (basis !== 'REFERRAL_ON_FILE' || planSentOn === null) return null;
  const rule = ruleOn(rules, 'REFERRAL_PLAN_SENT_DAYS', from);
  if (!rule) return refusal('REFERRAL_NOT_YET', '42 CFR 424.24(c)(5)', 'A referral stands in for the signature from 2025-01-01 on. Have the plan signed.');
  if (earlier.length > 0) return refusal('REFERRAL_ONLY_FIRST', rule.source, 'A referral stands in for the first certification only. Have the plan signed.');
  return planSentOn > addDays(from, rule.value) ? refusal('PLAN_SENT_LATE', rule.source, `The plan was sent more than ${rule.value} days after the first day. Have it signed.`) : null;
}

/** The first one is late 30 days after the first treatment, the next ones when the days before them have ended. */
export function isDelayed({ signedOn, from }: Pick<NewCertification, 'signedOn' | 'from'>, { earlier, firstTreatment, rules }: Omit<CertificationSetting, 'today'>): boolean {
  if (earlier.length > 0) return signedOn > from;
  if (firstTreatment === null) return false;
  return signedOn > addDays(firstTreatment, Math.min(numberOf(rules, 'CERTIFICATION_DUE_DAYS', firstTreatment).value, 36_500));
}

function delayRefusal(certification: NewCertification, setting: CertificationSetting): CertificationNotAllowedError | null {
  if (!isDelayed(certification, setting) || certification.delayReason?.trim()) return null;
  return refusal('DELAYED_WITHOUT_REASON', DELAYED, 'The certification comes late. Give the reason for the delay.');
}

/** The last day certified without a gap, from the first treatment on; null when that day itself is not. */
export function certifiedThrough(certifications: readonly Pick<NewCertification, 'from' | 'through'>[], firstDay: CalendarDay): CalendarDay | null {
  const spans = [...certifications].sort((one, other) => one.from.localeCompare(other.from));
  return spans.reduce<CalendarDay | null>((last, { from, through }) => {
    if (last === null) return from <= firstDay && firstDay <= through ? through : null;
    return from <= addDays(last, 1) && through > last ? through : last;
  }, null);
}
