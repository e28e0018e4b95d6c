import { err, ok, type Id, type Result } from '@spindle/kernel';
import type { RecordSource } from '../patients/patient';

export type EncounterStatus = 'IN_PROGRESS' | 'FINISHED' | 'CANCELLED' | 'UNKNOWN';

/** A contact of a patient with care. Practitioner and place are ours by id, or somebody else's as text. */
export interface Encounter {
  readonly id: Id<'Encounter'>;
  readonly patientId: Id<'Patient'>;
  readonly appointmentId: Id<'Appointment'> | null;
  readonly practitionerId: Id<'Practitioner'> | null;
  readonly practitionerName: string | null;
  readonly practitionerIdentifier: string | null;
  readonly practitionerIdentifierValid: boolean | null;
  readonly placeName: string | null;
  readonly description: string | null;
  readonly period: { readonly start: Date; readonly end: Date | null };
  readonly status: EncounterStatus;
  readonly source: RecordSource;
  /** When the first needle was written down; null where none counts. */
  readonly needledAt: Date | null;
}

/** An encounter about to be written in; `noteState` null: nobody has begun its note. */
export interface WrittenEncounter extends Encounter {
  readonly noteState: 'DRAFT' | 'AWAITING_COSIGNATURE' | 'SIGNED' | null;
}

export interface EncounterNotFoundError { readonly kind: 'EncounterNotFoundError'; readonly message: string }
export interface EncounterNotOpenError { readonly kind: 'EncounterNotOpenError'; readonly message: string; readonly status: EncounterStatus }
export interface NoteSignedError { readonly kind: 'NoteSignedError'; readonly message: string }

/** Only what happened here can be written about, and not when the visit was called off. */
export function requireHere(encounter: WrittenEncounter | null): Result<WrittenEncounter, EncounterNotFoundError | EncounterNotOpenError> {
  if (!encounter) return err({ kind: 'EncounterNotFoundError', message: 'There is no such encounter in this practice.' });
  if (encounter.source === 'IMPORTED') return err({ kind: 'EncounterNotOpenError', message: 'This encounter is history from elsewhere: nothing is written in it.', status: encounter.status });
  if (encounter.status === 'CANCELLED') return err({ kind: 'EncounterNotOpenError', message: 'The visit was called off: there is nothing to write about.', status: encounter.status });
  return ok(encounter);
}

/** The same, and nothing that a signature stands for may be there yet. */
export function requireUnsigned(encounter: WrittenEncounter | null): Result<WrittenEncounter, EncounterNotFoundError | EncounterNotOpenError | NoteSignedError> {
  const here = requireHere(encounter);
  if (!here.ok || here.value.noteState === null || here.value.noteState === 'DRAFT') return here;
  return err({ kind: 'NoteSignedError', message: 'The note of this encounter is signed: nothing of it changes any more. Write an addendum.' });
}
