import type { Id } from '@spindle/kernel';
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
}
