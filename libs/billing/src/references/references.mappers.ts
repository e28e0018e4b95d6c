import type { Id } from '@spindle/kernel';

/** Entities that other subgraphs own, known here by their key. */
export interface PatientMapper {
  readonly id: Id<'Patient'>;
}

export interface AppointmentMapper {
  readonly id: Id<'Appointment'>;
  /** Told by scheduling where a field requires it. */
  readonly patient?: PatientMapper | null;
}

export interface EncounterMapper {
  readonly id: Id<'Encounter'>;
}
