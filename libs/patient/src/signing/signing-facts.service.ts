import { dayIn, PRACTICE_TIME_ZONE, type CalendarDay, type Id } from '@spindle/kernel';
import type { Sql } from '@spindle/database';
import type { ClinicalCatalogue } from '../catalogue';
import type { WrittenEncounter } from '../encounters/encounter';
import { MeasurementRepository } from '../measurements/measurement.repository';
import { summarize } from '../needling/needling';
import { NeedlingRepository } from '../needling/needling.repository';
import { PlannedVisitRepository } from '../planned-visits/planned-visit.repository';
import { holdsOn } from '../practitioner-credentials/practitioner-credential';
import { PractitionerCredentialRepository } from '../practitioner-credentials/practitioner-credential.repository';
import { Preconditions } from '../readiness/preconditions.service';
import type { Procedure } from '../screenings/question-set';
import { answerableUntil } from '../screenings/screening';
import type { SigningFacts } from './signing-gate';

/** Reads from the record what a signature under a treatment stands for. */
export class SigningFactsReader {
  constructor(readonly sql: Sql, readonly practiceId: Id<'Practice'>, readonly catalogue: ClinicalCatalogue) {}

  /**
   * The procedure is needling where needles were used, else what the visit was booked for; a visit of another kind asks
   * for neither screening nor consent. What was answered or signed after the treatment does not count for it.
   */
  async factsOf(encounter: WrittenEncounter, by: Id<'Practitioner'>): Promise<SigningFacts> {
    const sites = (await new NeedlingRepository(this.sql, this.practiceId).ofEncounters([encounter.id])).get(encounter.id) ?? [];
    const { needlesIn, needlesOut, distinctMuscles, isLotRecorded } = summarize(sites);
    const pain = (await new MeasurementRepository(this.sql, this.practiceId).painOf([encounter.id])).get(encounter.id);
    const day = dayIn(PRACTICE_TIME_ZONE, encounter.period.start);
    const credentials = await new PractitionerCredentialRepository(this.sql, this.practiceId).ofPractitioner(encounter.practitionerId ?? by);
    const isNeedling = distinctMuscles > 0;
    const preconditions = new Preconditions(this.sql, this.practiceId, this.catalogue);
    const procedure = isNeedling ? 'NEEDLING' : await this.#bookedProcedure(encounter, day);
    const key = procedure && { patientId: encounter.patientId, day, procedure, until: answerableUntil(encounter) };
    const screening = key && (await preconditions.currentScreening(key));
    const consent = key && (await preconditions.validConsent(key));
    return {
      isNeedling, needlesIn, needlesOut, isLotRecorded, painBefore: pain?.before ?? null, painAfter: pain?.after ?? null,
      isCredentialValid: holdsOn(credentials, isNeedling ? 'DRY_NEEDLING' : 'LICENSE', day),
      isConsentValid: consent === null || consent.state === 'VALID', isScreeningCurrent: screening === null || screening.state === 'CURRENT',
    };
  }

  async #bookedProcedure({ appointmentId }: WrittenEncounter, day: CalendarDay): Promise<Procedure | null> {
    const service = appointmentId && (await new PlannedVisitRepository(this.sql, this.practiceId).serviceOf(appointmentId));
    return service ? this.catalogue.questionSets.procedureOf(service, day) : null;
  }
}
