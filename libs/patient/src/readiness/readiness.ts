import type { CalendarDay } from '@spindle/kernel';
import type { Candidacy } from '../candidacies/candidacy';
import type { ConsentStatus } from '../consents/consent';
import type { Procedure } from '../screenings/question-set';
import type { ScreeningFinding, ScreeningState, ScreeningStatus } from '../screenings/screening';

/** What precedes a treatment, for one patient, procedure and day. */
export interface TreatmentReadiness {
  readonly procedure: Procedure;
  readonly day: CalendarDay;
  readonly screening: ScreeningStatus | null;
  readonly consent: ConsentStatus | null;
  readonly candidacy: Candidacy | null;
  readonly cautions: readonly ScreeningFinding[];
  readonly hasCautions: boolean;
  readonly ready: boolean;
  readonly missing: readonly string[];
  readonly confirmed: boolean;
}

const SCREENING_MISSING: Readonly<Record<ScreeningState, string | null>> = {
  CURRENT: null,
  NOT_ASKED: 'The screening questions were never asked.',
  EXPIRED: 'Answers of the screening have expired: ask again.',
  ASK_AGAIN: 'Ask again what is asked at every visit.',
  STOPPED: 'The screening stops the treatment: a practitioner overrides it or refuses.',
  REFERRED_OUT: 'The screening asks to refer out: a practitioner overrides it or refuses.',
};

const CONSENT_MISSING: Readonly<Record<ConsentStatus['state'], string | null>> = {
  VALID: null,
  NOT_SIGNED: 'The consent is not signed.',
  EXPIRED: 'The consent has expired: sign again.',
  WITHDRAWN: 'The consent was withdrawn.',
};

/** Joins what precedes the treatment: ready when the screening is passed and the consent is valid. */
export function readinessOf(facts: Pick<TreatmentReadiness, 'procedure' | 'day' | 'screening' | 'consent' | 'candidacy'>): TreatmentReadiness {
  const { screening, consent, candidacy } = facts;
  const missing = [screening && SCREENING_MISSING[screening.state], consent && CONSENT_MISSING[consent.state], candidacy?.verdict === 'NOT_SUITABLE' ? 'A practitioner found the treatment not suitable.' : null]
    .filter((each) => each !== null);
  const confirmed = [screening?.questionSet.confirmedBy, consent?.form.confirmedBy].every((by) => by !== null);
  const cautions = screening?.findings ?? [];
  return { ...facts, cautions, hasCautions: cautions.length > 0, missing, ready: missing.length === 0, confirmed };
}
