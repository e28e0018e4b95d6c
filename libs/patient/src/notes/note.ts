import { err, ok, type Id, type Result } from '@spindle/kernel';
import type { NoteSignedError } from '../encounters/encounter';
import type { InvalidInputError } from '../patients/patient';
import { lengthFlaw, unlessFlawed } from '../texts';

export const NOTE_SECTIONS = ['SUBJECTIVE', 'OBJECTIVE', 'ASSESSMENT', 'PLAN'] as const;
export type NoteSection = (typeof NOTE_SECTIONS)[number];
export type NoteState = 'DRAFT' | 'AWAITING_COSIGNATURE' | 'SIGNED';

/** The four parts of a SOAP note. */
export interface NoteText {
  readonly subjective: string;
  readonly objective: string;
  readonly assessment: string;
  readonly plan: string;
}

export const EMPTY_NOTE: NoteText = { subjective: '', objective: '', assessment: '', plan: '' };

/** The note of an encounter in its present version. */
export interface ClinicalNote extends NoteText {
  readonly id: Id<'ClinicalNote'>;
  readonly version: number;
  readonly encounterId: Id<'Encounter'>;
  readonly patientId: Id<'Patient'>;
  readonly state: NoteState;
  /** Who wrote the present version. */
  readonly authorId: Id<'Practitioner'>;
  readonly writtenAt: Date;
  readonly signedBy: Id<'Practitioner'> | null;
  readonly signedAt: Date | null;
  readonly cosignedBy: Id<'Practitioner'> | null;
  readonly cosignedAt: Date | null;
}

export interface NoteConflictError {
  readonly kind: 'NoteConflictError';
  readonly message: string;
  readonly currentVersion: number;
  readonly current: NoteText;
  readonly yours: NoteText;
}
export interface NoteEmptyError { readonly kind: 'NoteEmptyError'; readonly message: string }
export interface CosignatureNotAllowedError { readonly kind: 'CosignatureNotAllowedError'; readonly message: string }
export interface NoteNotSignedError { readonly kind: 'NoteNotSignedError'; readonly message: string }

/** The longest section, in characters. */
export const SECTION_LENGTH = 20_000;

/** Checks the sections' lengths; they are kept as they were written, but for white space at their ends. */
export function checkText(text: NoteText): Result<NoteText, InvalidInputError> {
  const tidy = { subjective: text.subjective.trim(), objective: text.objective.trim(), assessment: text.assessment.trim(), plan: text.plan.trim() };
  return unlessFlawed(tidy, Object.entries(tidy).map(([field, section]) => lengthFlaw(field, section, { least: 0, most: SECTION_LENGTH })));
}

/** Whether a text may take the place of the present one: refused when it is signed, or was changed since it was read. */
export function replaceText(note: ClinicalNote, readVersion: number | null, text: NoteText): Result<NoteText, NoteSignedError | NoteConflictError> {
  if (note.state !== 'DRAFT') return err({ kind: 'NoteSignedError', message: 'The note is signed: nothing of it changes any more. Write an addendum.' });
  if (note.version === readVersion) return ok(text);
  const { subjective, objective, assessment, plan } = note;
  return err({ kind: 'NoteConflictError', message: 'Somebody wrote in this note since you read it. Put the two texts together and save on `currentVersion`.', currentVersion: note.version, current: { subjective, objective, assessment, plan }, yours: text });
}

/** A text with some sections taken over from another. */
export function copySections(text: NoteText, from: NoteText, sections: readonly NoteSection[]): NoteText {
  const taken = new Set(sections);
  const pick = (section: NoteSection, field: keyof NoteText): string => (taken.has(section) ? from[field] : text[field]);
  return { subjective: pick('SUBJECTIVE', 'subjective'), objective: pick('OBJECTIVE', 'objective'), assessment: pick('ASSESSMENT', 'assessment'), plan: pick('PLAN', 'plan') };
}

/** The signature of a practitioner, and whether the practitioner is an assistant. */
export interface Signature {
  readonly by: Id<'Practitioner'>;
  readonly isAssistant: boolean;
  readonly at: Date;
}

/** Signs a draft. An assistant's note is not signed for good before somebody else has signed it too. */
export function signNote(note: ClinicalNote, { by, isAssistant, at }: Signature): Result<ClinicalNote, NoteSignedError | NoteEmptyError> {
  if (note.state !== 'DRAFT') return err({ kind: 'NoteSignedError', message: 'The note is signed already.' });
  if (note.assessment === '' && note.objective === '' && note.subjective === '' && note.plan === '') return err({ kind: 'NoteEmptyError', message: 'There is nothing in the note to sign.' });
  return ok({ ...note, state: isAssistant ? 'AWAITING_COSIGNATURE' : 'SIGNED', signedBy: by, signedAt: at });
}

/** A second signature under an assistant's note, by a clinician who is somebody else. */
export function cosignNote(note: ClinicalNote, { by, isAssistant, at }: Signature): Result<ClinicalNote, CosignatureNotAllowedError> {
  const refuse = (message: string) => err({ kind: 'CosignatureNotAllowedError' as const, message });
  if (note.state !== 'AWAITING_COSIGNATURE') return refuse('The note waits for no second signature.');
  if (isAssistant) return refuse('A clinician signs an assistant\'s note, not another assistant.');
  if (note.signedBy === by) return refuse('Somebody else signs it: you signed it first.');
  return ok({ ...note, state: 'SIGNED', cosignedBy: by, cosignedAt: at });
}
