import { err, ok, type Result } from '@spindle/kernel';

/** What must hold before the note of a treatment is signed. */
export const SIGNING_CHECKS = ['SCREENING_CURRENT', 'CONSENT_VALID', 'CREDENTIAL_VALID', 'NEEDLES_ACCOUNTED', 'LOT_RECORDED', 'PAIN_RECORDED'] as const;
export type SigningCheckKind = (typeof SIGNING_CHECKS)[number];

/** `NOT_KNOWN`: the fact belongs to another part of the house, which has not told it. It counts as not met. */
export type SigningFinding = 'MET' | 'NOT_MET' | 'NOT_KNOWN';

/** Everything that the gate looks at. */
export interface SigningFacts {
  /** Whether needles were used: the last three checks are about them alone. */
  readonly isNeedling: boolean;
  /** Each screening that the procedure wants was answered, is not older than its validity, and stops nothing that nobody overrode. */
  readonly isScreeningCurrent: boolean;
  readonly isConsentValid: boolean;
  /** Keys of needled muscles outside the parts of the body that the consent was given for. */
  readonly musclesOutsideConsent: readonly string[];
  /** Of the practitioner who treated, on the day of the visit; null: no copy of the credentials has come. */
  readonly isCredentialValid: boolean | null;
  readonly needlesIn: number;
  readonly needlesOut: number;
  /** Every needle's lot is written down. */
  readonly isLotRecorded: boolean;
  readonly painBefore: number | null;
  readonly painAfter: number | null;
}

/** A check that somebody passes over, and why: at least ten characters. */
export interface SigningOverride {
  readonly check: SigningCheckKind;
  readonly reason: string;
}

export interface SigningCheck {
  readonly check: SigningCheckKind;
  readonly finding: SigningFinding;
  /** Why it was passed over; null for what is met. */
  readonly overrideReason: string | null;
}

/** `failures` names what does not hold and nobody passed over; `musclesOutsideConsent` is why a signed consent does not do. */
export interface SigningRefusedError {
  readonly kind: 'SigningRefusedError';
  readonly message: string;
  readonly failures: readonly SigningCheckKind[];
  readonly musclesOutsideConsent: readonly string[];
}

export const OVERRIDE_REASON_LENGTH = 10;

function found(holds: boolean): SigningFinding {
  return holds ? 'MET' : 'NOT_MET';
}

/** What the gate finds, check by check. */
export function signingFindings(facts: SigningFacts): Readonly<Record<SigningCheckKind, SigningFinding>> {
  const { isNeedling } = facts;
  return {
    SCREENING_CURRENT: found(facts.isScreeningCurrent),
    CONSENT_VALID: found(facts.isConsentValid && facts.musclesOutsideConsent.length === 0),
    CREDENTIAL_VALID: facts.isCredentialValid === null ? 'NOT_KNOWN' : found(facts.isCredentialValid),
    NEEDLES_ACCOUNTED: found(!isNeedling || (facts.needlesIn > 0 && facts.needlesIn === facts.needlesOut)),
    LOT_RECORDED: found(!isNeedling || facts.isLotRecorded),
    PAIN_RECORDED: found(!isNeedling || (facts.painBefore !== null && facts.painAfter !== null)),
  };
}

/**
 * Whether a note may be signed. Each check that is not met must be passed over with a reason; the answer keeps every
 * check, what was found and why it was passed over. A reason for what is met is not kept: there was nothing to pass over.
 */
export function passSigningGate(facts: SigningFacts, overrides: readonly SigningOverride[]): Result<readonly SigningCheck[], SigningRefusedError> {
  const findings = signingFindings(facts);
  const reasonFor = (check: SigningCheckKind): string | null => overrides.map((each) => ({ ...each, reason: each.reason.trim() })).find((each) => each.check === check && each.reason.length >= OVERRIDE_REASON_LENGTH)?.reason ?? null;
  const checks = SIGNING_CHECKS.map((check) => ({ check, finding: findings[check], overrideReason: findings[check] === 'MET' ? null : reasonFor(check) }));
  const failures = checks.filter(({ finding, overrideReason }) => finding !== 'MET' && overrideReason === null).map(({ check }) => check);
  if (failures.length === 0) return ok(checks);
  return err({ kind: 'SigningRefusedError', message: `Not everything holds that a signature stands for. Complete it, or say in at least ${OVERRIDE_REASON_LENGTH} characters why you pass over it.`, failures, musclesOutsideConsent: failures.includes('CONSENT_VALID') ? facts.musclesOutsideConsent : [] });
}
