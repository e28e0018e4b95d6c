import DataLoader from 'dataloader';
import { dayIn, PRACTICE_TIME_ZONE, todayIn, type CalendarDay, type Clock, type Id } from '@spindle/kernel';
import type { PracticeSession } from '@spindle/database';
import type { ConsentForm } from '../consents/consent-form';
import type { ConsentKey } from '../consents/consent.repository';
import type { Encounter } from '../encounters/encounter';
import type { PlannedVisit } from '../planned-visits/planned-visit';
import { PlannedVisitRepository } from '../planned-visits/planned-visit.repository';
import type { Procedure, QuestionSet } from '../screenings/question-set';
import { Preconditions, type PreconditionSources } from './preconditions.service';
import type { TreatmentReadiness } from './readiness';

/** What precedes treatments, three statements per batch; one more for visits. */
export class ReadinessLoader {
  readonly #of: DataLoader<ConsentKey, TreatmentReadiness, string>;
  readonly #visits: DataLoader<Id<'Appointment'>, PlannedVisit | null>;
  readonly #clock: Clock;
  readonly #sources: PreconditionSources;

  constructor(session: PracticeSession, { clock, sources }: { readonly clock: Clock; readonly sources: PreconditionSources }) {
    const preconditions = new Preconditions(session, session.viewer.practiceId, sources);
    this.#of = new DataLoader((keys) => preconditions.readiness(keys), { cacheKeyFn: ({ patientId, procedure, day }) => `${patientId} ${procedure} ${day}` });
    const visits = new PlannedVisitRepository(session, session.viewer.practiceId);
    this.#visits = new DataLoader(async (ids) => {
      const found = new Map((await visits.findMany(ids)).map((visit) => [visit.appointmentId, visit]));
      return ids.map((id) => found.get(id) ?? null);
    });
    this.#clock = clock;
    this.#sources = sources;
  }

  /** Today when no day is given. */
  ofPatient(patientId: Id<'Patient'>, procedure: Procedure, day: CalendarDay | null): Promise<TreatmentReadiness> {
    return this.#of.load({ patientId, procedure, day: day ?? this.#today() });
  }

  ofEncounter({ patientId, period }: Encounter, procedure: Procedure): Promise<TreatmentReadiness> {
    return this.#of.load({ patientId, procedure, day: dayIn(PRACTICE_TIME_ZONE, period.start) });
  }

  /** Null where the visit is not known, or its service asks for nothing. */
  async ofVisit(appointmentId: Id<'Appointment'>): Promise<TreatmentReadiness | null> {
    const visit = await this.#visits.load(appointmentId);
    const procedure = visit && this.#sources.questionSets.procedureOf(visit.serviceTypeCode, visit.day);
    return visit && procedure ? this.#of.load({ patientId: visit.patientId, procedure, day: visit.day }) : null;
  }

  /** What a service is today, as far as screening and consent are concerned. */
  procedureOf(serviceTypeCode: string): Procedure | null {
    return this.#sources.questionSets.procedureOf(serviceTypeCode, this.#today());
  }

  /** What is asked before a service today. */
  questionsBefore(serviceTypeCode: string): QuestionSet | null {
    const procedure = this.procedureOf(serviceTypeCode);
    return procedure && (this.#sources.questionSets.before(procedure, this.#today())[0] ?? null);
  }

  /** What is signed before a service today. */
  formBefore(serviceTypeCode: string): ConsentForm | null {
    const procedure = this.procedureOf(serviceTypeCode);
    return procedure && this.#sources.consentForms.on(procedure, this.#today());
  }

  #today(): CalendarDay {
    return todayIn(PRACTICE_TIME_ZONE, this.#clock);
  }
}
