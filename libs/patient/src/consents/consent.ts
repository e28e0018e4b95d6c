import { addDays, err, ok, type CalendarDay, type Id, type Result } from '@spindle/kernel';
import type { BodyRegion } from '../reference-data/body-region';
import type { Procedure } from '../screenings/question-set';
import type { ConsentForm } from './consent-form';

export type ConsentSignerKind = 'PATIENT' | 'GUARDIAN';

/** Who signed: the name as typed for a signature, and for a guardian what they are to the patient. */
export interface ConsentSigner {
  readonly kind: ConsentSignerKind;
  readonly name: string;
  readonly relationship: string | null;
}

export interface ConsentWithdrawal {
  readonly withdrawnAt: Date;
  readonly withdrawnOn: CalendarDay;
  readonly reason: string | null;
}

/** A signature under a version of a procedure's text. */
export interface Consent {
  readonly id: Id<'Consent'>;
  readonly patientId: Id<'Patient'>;
  readonly procedure: Procedure;
  readonly formVersion: number;
  /** The parts of the body it was given for; none: the whole procedure. */
  readonly regions: readonly BodyRegion[];
  readonly signer: ConsentSigner;
  readonly signedAt: Date;
  readonly signedOn: CalendarDay;
  /** The last day it holds. */
  readonly validThrough: CalendarDay;
  /** Keys of the form's information that were acknowledged. */
  readonly acknowledged: readonly string[];
  readonly recordedBy: Id<'Person'>;
  readonly withdrawal: ConsentWithdrawal | null;
}

export interface ConsentSignedInFutureError { readonly kind: 'ConsentSignedInFutureError'; readonly message: string }
export interface GuardianRequiredError { readonly kind: 'GuardianRequiredError'; readonly message: string; readonly adultOn: CalendarDay }
export interface InformationNotAcknowledgedError { readonly kind: 'InformationNotAcknowledgedError'; readonly message: string; readonly missing: readonly string[] }
export interface SignatureIncompleteError { readonly kind: 'SignatureIncompleteError'; readonly message: string; readonly field: string }
export type SignatureRefusal = ConsentSignedInFutureError | GuardianRequiredError | InformationNotAcknowledgedError | SignatureIncompleteError;

export type Signature = Pick<Consent, 'regions' | 'signer' | 'signedAt' | 'signedOn' | 'acknowledged'>;

/** When and by whom a signature is looked at. */
export interface SignatureCircumstances {
  readonly form: ConsentForm;
  readonly birthDate: CalendarDay;
  readonly now: Date;
}

/** How far a client's clock may be ahead of ours. */
const CLOCK_SKEW_MS = 2 * 60_000;

const NAME_LENGTH = 200;

/** What the signature stands for: refused when it lies ahead, is not whole, or a minor signs for themselves. */
export function signForm(signature: Signature, { form, birthDate, now }: SignatureCircumstances): Result<Signature & Pick<Consent, 'formVersion' | 'validThrough'>, SignatureRefusal> {
  const signer = { ...signature.signer, name: signature.signer.name.trim(), relationship: signature.signer.relationship?.trim() || null };
  if (signature.signedAt.getTime() > now.getTime() + CLOCK_SKEW_MS) return err({ kind: 'ConsentSignedInFutureError', message: 'The signature lies in the future. Give the time at which it was signed.' });
  if (signer.name === '' || signer.name.length > NAME_LENGTH) return err(incomplete('signer.name', `Type the signer's name, at most ${NAME_LENGTH} characters.`));
  if (signer.kind === 'GUARDIAN' && (signer.relationship === null || signer.relationship.length > NAME_LENGTH)) return err(incomplete('signer.relationship', 'Say what the guardian is to the patient, such as mother.'));
  const adultOn = birthdayOf(birthDate, form.adultAge);
  if (signer.kind === 'PATIENT' && signature.signedOn < adultOn) return err({ kind: 'GuardianRequiredError', message: `The patient is a minor until ${adultOn}: a parent or guardian signs.`, adultOn });
  const missing = form.information.map(({ key }) => key).filter((key) => !signature.acknowledged.includes(key));
  if (missing.length > 0) return err({ kind: 'InformationNotAcknowledgedError', message: `Talk about these points and let them be acknowledged: ${missing.join(', ')}.`, missing });
  const acknowledged = form.information.map(({ key }) => key);
  return ok({ ...signature, signer, acknowledged, formVersion: form.version, validThrough: addDays(signature.signedOn, form.holdsDays - 1) });
}

function incomplete(field: string, message: string): SignatureIncompleteError {
  return { kind: 'SignatureIncompleteError', field, message };
}

/** The day on which somebody becomes so old; who was born on 29 February, on 1 March of other years. */
export function birthdayOf(birthDate: CalendarDay, age: number): CalendarDay {
  const [year = 0, month = 1, day = 1] = birthDate.split('-').map(Number);
  return new Date(Date.UTC(year + age, month - 1, day)).toISOString().slice(0, 10) as CalendarDay;
}

/** Where a consent stands on a day. */
export type ConsentState = 'NOT_SIGNED' | 'EXPIRED' | 'WITHDRAWN' | 'VALID';

export interface ConsentStatus {
  readonly state: ConsentState;
  readonly form: ConsentForm;
  readonly consent: Consent | null;
}

/** Judges the last consent signed up to a day for that day. A withdrawal counts from its day on, not for the days before. */
export function consentOn(form: ConsentForm, consent: Consent | null, day: CalendarDay): ConsentStatus {
  return { state: stateOf(consent, day), form, consent };
}

function stateOf(consent: Consent | null, day: CalendarDay): ConsentState {
  if (!consent || consent.signedOn > day) return 'NOT_SIGNED';
  if (consent.withdrawal && consent.withdrawal.withdrawnOn <= day) return 'WITHDRAWN';
  return day > consent.validThrough ? 'EXPIRED' : 'VALID';
}

/** Those of some places on the body that a consent was not given for; one without regions is for the whole procedure. */
export function outsideScope<T extends { readonly region: BodyRegion }>({ regions }: Pick<Consent, 'regions'>, places: readonly T[]): readonly T[] {
  return regions.length === 0 ? [] : places.filter(({ region }) => !regions.includes(region));
}

export interface ConsentAlreadyWithdrawnError { readonly kind: 'ConsentAlreadyWithdrawnError'; readonly message: string }

export function withdraw(consent: Consent, withdrawal: ConsentWithdrawal): Result<Consent, ConsentAlreadyWithdrawnError> {
  if (consent.withdrawal) return err({ kind: 'ConsentAlreadyWithdrawnError', message: 'This consent was withdrawn before.' });
  return ok({ ...consent, withdrawal: { ...withdrawal, reason: withdrawal.reason?.trim() || null } });
}
