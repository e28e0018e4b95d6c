import type { Id } from '@spindle/kernel';
import type { DayNumber } from '../calendar/day-number';
import type { HeldCoverage } from '../money/coverage-maker';

/** A patient as the course of visits needs them. What changes is where they stand in their treatment. */
export interface PatientInCare {
  readonly id: Id<'Patient'>;
  readonly number: number;
  /** Milliseconds since 1970. */
  readonly registeredAt: number;
  readonly coverages: readonly HeldCoverage[];
  /** By the practitioner's place in the practice. */
  practitioner: number;
  /** Leading diagnosis first; ICD-10-CM. */
  diagnosisCodes: readonly string[];
  visitsLeft: number;
  /** Days from one visit to the next. */
  rhythm: number;
  /** The day of the last visit that was arranged. */
  lastDay: DayNumber;
  hadConsultation: boolean;
  isEvaluated: boolean;
}
