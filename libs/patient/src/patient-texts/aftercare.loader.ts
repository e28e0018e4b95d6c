import type { CalendarDay, Id } from '@spindle/kernel';
import type { MuscleCatalogue } from '../muscles/muscle';
import type { ReadinessLoader } from '../readiness/readiness.loader';
import { aftercareSheet, type AftercareSheet } from './aftercare-sheet';
import type { PatientTexts } from './patient-text';

interface Sources {
  readonly muscles: MuscleCatalogue;
  readonly texts: PatientTexts;
  readonly readiness: ReadinessLoader;
}

/** Aftercare sheets of a needling: from the treated muscles, and from what the screening of the day found. */
export class AftercareLoader {
  constructor(readonly sources: Sources) {}

  /** Null when a muscle is unknown or no sheet is in force on the day. */
  async ofPatient(patientId: Id<'Patient'>, keys: readonly string[], day: CalendarDay): Promise<AftercareSheet | null> {
    const muscles = keys.map((key) => this.sources.muscles.find(key)).filter((muscle) => muscle !== null);
    const text = this.sources.texts.aftercareOn(day);
    if (!text || muscles.length < keys.length) return null;
    const { cautions } = await this.sources.readiness.ofPatient(patientId, 'NEEDLING', day);
    return aftercareSheet(text, { muscles, findings: cautions });
  }
}
