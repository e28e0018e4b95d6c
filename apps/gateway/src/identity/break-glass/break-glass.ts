import { err, ok, parseId, type Id, type Result } from '@spindle/kernel';
import type { Role } from '@spindle/subgraph';

export const REASON_CODES = ['EMERGENCY_CARE', 'COVERING_COLLEAGUE', 'PATIENT_REQUEST', 'SAFETY_CONCERN', 'OTHER'] as const;
export type ReasonCode = (typeof REASON_CODES)[number];

/** Hours for which emergency access holds. */
export const BREAK_GLASS_HOURS = 4;

/** Characters of a reason in a person's own words. */
export const REASON_LENGTH = { minimum: 10, maximum: 1_000 } as const;

/** Emergency access that is asked for. */
export interface BreakGlassRequest {
  readonly patientId: Id<'Patient'>;
  readonly reasonCode: ReasonCode;
  readonly reason: string;
}

export interface BreakGlassRefusal {
  readonly kind: 'InvalidInput' | 'NotAllowed' | 'ReauthenticationRequired';
  readonly message: string;
}

/** Who treats patients, or is asked for them. A patient, a program and a visitor have no emergency here. */
const MAY: readonly Role[] = ['FRONT_DESK', 'PRACTITIONER', 'BILLER', 'PRACTICE_ADMIN'];

/** Reads and checks a request for emergency access; `isFresh`: the person proved who they are a moment ago. */
export function checkBreakGlass(body: Readonly<Record<string, unknown>>, { roles, isFresh }: { readonly roles: readonly Role[]; readonly isFresh: boolean }): Result<BreakGlassRequest, BreakGlassRefusal> {
  if (!roles.some((role) => MAY.includes(role))) return err({ kind: 'NotAllowed', message: 'Emergency access is for the staff of a practice.' });
  const patientId = parseId<'Patient'>(String(body['patientId']));
  if (!patientId) return err({ kind: 'InvalidInput', message: 'patientId is to be the id of a patient.' });
  const reasonCode = REASON_CODES.find((code) => code === body['reasonCode']);
  if (!reasonCode) return err({ kind: 'InvalidInput', message: `reasonCode is one of ${REASON_CODES.join(', ')}.` });
  const reason = typeof body['reason'] === 'string' ? body['reason'].trim() : '';
  if (reason.length < REASON_LENGTH.minimum || reason.length > REASON_LENGTH.maximum) return err({ kind: 'InvalidInput', message: `reason is to have ${REASON_LENGTH.minimum} to ${REASON_LENGTH.maximum} characters.` });
  if (!isFresh) return err({ kind: 'ReauthenticationRequired', message: 'Prove again who you are: open /auth/login?reauthenticate=1, then repeat this.' });
  return ok({ patientId, reasonCode, reason });
}

export const REVIEW_OUTCOMES = ['JUSTIFIED', 'NOT_JUSTIFIED'] as const;

export interface BreakGlassReview {
  readonly outcome: (typeof REVIEW_OUTCOMES)[number];
  readonly note: string | null;
}

const LONGEST_NOTE = 1_000;

/** Reads a review. */
export function checkReview(body: Readonly<Record<string, unknown>>): Result<BreakGlassReview, BreakGlassRefusal> {
  const outcome = REVIEW_OUTCOMES.find((each) => each === body['outcome']);
  if (!outcome) return err({ kind: 'InvalidInput', message: `outcome is one of ${REVIEW_OUTCOMES.join(', ')}.` });
  const { note = null } = body;
  if (note !== null && (typeof note !== 'string' || note.length > LONGEST_NOTE)) return err({ kind: 'InvalidInput', message: `note is a text of at most ${LONGEST_NOTE} characters.` });
  return ok({ outcome, note });
}
