import type { CalendarDay } from '@spindle/kernel';

/** A number that a payer's or a state's rule sets, for the days on which it holds. */
export interface ClinicalRule {
  readonly key: ClinicalRuleKey;
  readonly value: number;
  readonly validFrom: CalendarDay;
  /** The last day; null: until further notice. */
  readonly validThrough: CalendarDay | null;
  /** Where it is written. */
  readonly source: string;
  /** Who of the practice's clinicians confirmed it for use; null: nobody yet. */
  readonly confirmedBy: string | null;
}

export type ClinicalRuleKey =
  | 'CERTIFICATION_DUE_DAYS'
  | 'CERTIFICATION_LENGTH_DAYS'
  | 'RECERTIFICATION_NOTICE_DAYS'
  | 'REFERRAL_PLAN_SENT_DAYS'
  | 'PROGRESS_REPORT_TREATMENT_DAYS';

const since = (day: string): CalendarDay => day as CalendarDay;
const CERTIFICATION = '42 CFR 424.24(c); Medicare Benefit Policy Manual, ch. 15 § 220.1.3';

/** The dated rules, one row for each value and time. A change of a rule is a new row, and an end for the old one. */
export const CLINICAL_RULES: readonly ClinicalRule[] = [
  { key: 'CERTIFICATION_DUE_DAYS', value: 30, validFrom: since('2008-01-01'), validThrough: null, source: CERTIFICATION, confirmedBy: null },
  { key: 'CERTIFICATION_LENGTH_DAYS', value: 90, validFrom: since('2008-01-01'), validThrough: null, source: CERTIFICATION, confirmedBy: null },
  { key: 'RECERTIFICATION_NOTICE_DAYS', value: 14, validFrom: since('2008-01-01'), validThrough: null, source: 'House rule: two weeks to have the plan signed again', confirmedBy: null },
  { key: 'REFERRAL_PLAN_SENT_DAYS', value: 30, validFrom: since('2025-01-01'), validThrough: null, source: '42 CFR 424.24(c)(5), in force from 2025-01-01', confirmedBy: null },
  { key: 'PROGRESS_REPORT_TREATMENT_DAYS', value: 10, validFrom: since('2013-01-01'), validThrough: null, source: 'Medicare Benefit Policy Manual, ch. 15 § 220.3.D', confirmedBy: null },
];

/** The row of a rule on a day; null where none holds. */
export function ruleOn(rules: readonly ClinicalRule[], key: ClinicalRuleKey, day: CalendarDay): ClinicalRule | null {
  return rules.find((rule) => rule.key === key && rule.validFrom <= day && (rule.validThrough === null || day <= rule.validThrough)) ?? null;
}
