import type { CalendarDay } from '@spindle/kernel';
import type { Condition } from '../conditions/condition';
import type { EncounterStatus } from '../encounters/encounter';
import type { PatientDetails } from '../patients/patient';

/** A patient from elsewhere. `sourceKey` names it for good, so that a second import adds nothing. */
export interface ImportedPatient extends PatientDetails {
  readonly sourceKey: string;
}

/** An encounter from elsewhere; practitioner and place stay text, as the source wrote them. */
export interface ImportedEncounter {
  readonly sourceKey: string;
  readonly patientSourceKey: string;
  readonly practitionerName: string | null;
  readonly practitionerIdentifier: string | null;
  readonly practitionerIdentifierValid: boolean | null;
  readonly placeName: string | null;
  readonly description: string | null;
  readonly start: Date;
  readonly end: Date | null;
  readonly status: EncounterStatus;
}

/** A condition from elsewhere. */
export interface ImportedCondition extends Pick<Condition, 'code' | 'clinicalStatus'> {
  readonly sourceKey: string;
  readonly patientSourceKey: string;
  readonly onset: CalendarDay | null;
  readonly abatement: CalendarDay | null;
}
