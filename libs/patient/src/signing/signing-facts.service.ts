import { dayIn, PRACTICE_TIME_ZONE, type CalendarDay, type Id } from '@spindle/kernel';
import type { Sql } from '@spindle/database';
import type { ClinicalCatalogue } from '../catalogue';
import { outsideScope, type Consent } from '../consents/consent';
import type { WrittenEncounter } from '../encounters/encounter';
import { MeasurementRepository } from '../measurements/measurement.repository';
import { standing, summarize, type NeedlingSite } from '../needling/needling';
import { NeedlingRepository } from '../needling/needling.repository';
import { PlannedVisitRepository } from '../planned-visits/planned-visit.repository';
import { holdsAllOn } from '../practitioner-credentials/practitioner-credential';
import { PractitionerCredentialRepository } from '../practitioner-credentials/practitioner-credential.repository';
import { Preconditions } from '../readiness/preconditions.service';
import { answerableUntil } from '../screenings/screening';
import type { SigningFacts } from './signing-gate';

/** Reads from the record what a signature under a treatment stands for. */
export class SigningFactsReader {
  constructor(readonly sql: Sql, readonly practiceId: Id<'Practice'>, readonly catalogue: ClinicalCatalogue) {}

  /**
   * The procedure is needling where needles were used, else what the visit was booked for; a visit of another kind asks
   * for neither screening nor consent. Credentials are those of the treatment and of the booked service. What was
   * answered or signed after the treatment does not count for it.
   */
  async factsOf(encounter: WrittenEncounter, by: Id<'Practitioner'>): Promise<SigningFacts> {
    const sites = (await new NeedlingRepository(this.sql, this.practiceId).ofEncounters([encounter.id])).get(encounter.id) ?? [];
    const { needlesIn, needlesOut, distinctMuscles, isLotRecorded } = summarize(sites);
    const pain = (await new MeasurementRepository(this.sql, this.practiceId).painOf([encounter.id])).get(encounter.id);
    const day = dayIn(PRACTICE_TIME_ZONE, encounter.period.start);
    const isNeedling = distinctMuscles > 0;
    const service = encounter.appointmentId && (await new PlannedVisitRepository(this.sql, this.practiceId).serviceOf(encounter.appointmentId));
    const preconditions = new Preconditions(this.sql, this.practiceId, this.catalogue);
    const procedure = isNeedling ? 'NEEDLING' : service ? this.catalogue.questionSets.procedureOf(service, day) : null;
    const key = procedure && { patientId: encounter.patientId, day, procedure, until: answerableUntil(encounter) };
    const screening = key && (await preconditions.currentScreening(key));
    const consent = key && (await preconditions.validConsent(key));
    return {
      isNeedling, needlesIn, needlesOut, isLotRecorded, painBefore: pain?.before ?? null, painAfter: pain?.after ?? null,
      isCredentialValid: await this.#isCredentialed(encounter.practitionerId ?? by, day, [isNeedling ? 'DRY_NEEDLING' : 'LICENSE', ...(await this.#requiredFor(service, day))]),
      isConsentValid: consent === null || consent.state === 'VALID', isScreeningCurrent: screening === null || screening.state === 'CURRENT',
      musclesOutsideConsent: consent?.consent && consent.state === 'VALID' ? this.#outside(consent.consent, sites) : [],
    };
  }

  /** Each muscle once, whatever its sides. */
  #outside(consent: Consent, sites: readonly NeedlingSite[]): readonly string[] {
    const muscles = new Set(standing(sites).map(({ muscleKey }) => this.catalogue.muscles.find(muscleKey)).filter((muscle) => muscle !== null));
    return outsideScope(consent, [...muscles]).map(({ key }) => key);
  }

  /** What the booked service asked for on the day, as scheduling told it. */
  async #requiredFor(service: string | null, day: CalendarDay): Promise<string[]> {
    const required = service === null ? null : await new PractitionerCredentialRepository(this.sql, this.practiceId).requiredBy(service, day);
    return required === null ? [] : [required];
  }

  async #isCredentialed(practitionerId: Id<'Practitioner'>, day: CalendarDay, kinds: readonly string[]): Promise<boolean | null> {
    return holdsAllOn(await new PractitionerCredentialRepository(this.sql, this.practiceId).ofPractitioner(practitionerId), kinds, day);
  }
}
