import { err, ok, type CalendarDay, type Id, type Result } from '@spindle/kernel';
import type { InvalidInputError } from '../patients/patient';
import type { PractitionerRequiredError } from '../practitioner';
import type { Procedure } from '../screenings/question-set';
import type { ScreeningState, ScreeningStatus } from '../screenings/screening';

export type CandidacyVerdict = 'SUITABLE' | 'WITH_PRECAUTIONS' | 'NOT_SUITABLE';

/** Whether a procedure is right for a patient, as a practitioner signed it. */
export interface Candidacy {
  readonly id: Id<'Candidacy'>;
  readonly patientId: Id<'Patient'>;
  readonly procedure: Procedure;
  readonly verdict: CandidacyVerdict;
  readonly precautions: string | null;
  readonly alternative: string | null;
  readonly practitionerId: Id<'Practitioner'>;
  readonly signedAt: Date;
  readonly signedOn: CalendarDay;
}

export interface ScreeningNotPassedError { readonly kind: 'ScreeningNotPassedError'; readonly message: string; readonly state: ScreeningState }
export type CandidacyRefusal = InvalidInputError | PractitionerRequiredError | ScreeningNotPassedError;

export type Verdict = Pick<Candidacy, 'verdict' | 'precautions' | 'alternative'>;

const TEXT_LENGTH = 2_000;

/** A verdict for a procedure needs a passed screening; one against it may come at any time, and names what is done instead. */
export function judgeCandidacy(given: Verdict, { screening, practitionerId }: { readonly screening: ScreeningStatus | null; readonly practitionerId: Id<'Practitioner'> | null }): Result<Verdict & Pick<Candidacy, 'practitionerId'>, CandidacyRefusal> {
  const verdict = { verdict: given.verdict, precautions: given.precautions?.trim() || null, alternative: given.alternative?.trim() || null };
  if (practitionerId === null) return err({ kind: 'PractitionerRequiredError', message: 'Only a practitioner signs this. Sign in as one.' });
  const flaw = verdictFlaw(verdict);
  if (flaw) return err(flaw);
  if (verdict.verdict !== 'NOT_SUITABLE' && screening && screening.state !== 'CURRENT') return err({ kind: 'ScreeningNotPassedError', message: 'Let the screening be answered and passed first.', state: screening.state });
  const isCautious = (screening?.findings.length ?? 0) > 0;
  if (verdict.verdict === 'SUITABLE' && isCautious) return err({ kind: 'InvalidInputError', field: 'verdict', message: 'The screening found a caution: choose WITH_PRECAUTIONS and say what to take care of.' });
  return ok({ ...verdict, practitionerId });
}

function verdictFlaw({ verdict, precautions, alternative }: Verdict): InvalidInputError | null {
  if (verdict === 'WITH_PRECAUTIONS' && precautions === null) return { kind: 'InvalidInputError', field: 'precautions', message: 'Say what to take care of.' };
  if (verdict === 'NOT_SUITABLE' && alternative === null) return { kind: 'InvalidInputError', field: 'alternative', message: 'Say what is done instead.' };
  const long = Object.entries({ precautions, alternative }).find(([, text]) => text !== null && text.length > TEXT_LENGTH);
  return long ? { kind: 'InvalidInputError', field: long[0], message: `At most ${TEXT_LENGTH} characters.` } : null;
}
