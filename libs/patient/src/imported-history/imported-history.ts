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

/** What tells people apart. */
export interface Person {
  readonly name: Pick<PatientDetails['name'], 'given' | 'family'>;
  readonly birthDate: CalendarDay;
}

/**
 * Whether two records under one source key are one person. A corrected birth date or a changed name leaves them one;
 * when both differ, the key was given to two people.
 */
export function isSamePerson(one: Person, other: Person): boolean {
  return one.birthDate === other.birthDate || nameOf(one) === nameOf(other);
}

function nameOf({ name }: Person): string {
  return [...name.given, name.family].join(' ').toLowerCase();
}
