import DataLoader from 'dataloader';
import { dayIn, parseCalendarDay, PRACTICE_TIME_ZONE, todayIn, type CalendarDay, type Clock, type Id } from '@spindle/kernel';
import type { PracticeSession } from '@spindle/database';
import type { ConsentKey } from '../consents/consent.repository';
import type { Encounter } from '../encounters/encounter';
import type { Procedure } from '../screenings/question-set';
import { Preconditions, type PreconditionSources } from './preconditions.service';
import type { TreatmentReadiness } from './readiness';

/** A visit as its own subgraph tells it. */
export interface VisitFacts {
  /** The start as the clocks at the site show it: "2026-03-09T08:30". */
  readonly localStart?: string | null;
  readonly patient?: { readonly id: Id<'Patient'> } | null;
  readonly serviceType?: { readonly code: string } | null;
}

/** What precedes treatments, three statements per batch. */
export class ReadinessLoader {
  readonly #of: DataLoader<ConsentKey, TreatmentReadiness, string>;
  readonly #clock: Clock;
  readonly #sources: PreconditionSources;

  constructor(session: PracticeSession, { clock, sources }: { readonly clock: Clock; readonly sources: PreconditionSources }) {
    const preconditions = new Preconditions(session, session.viewer.practiceId, sources);
    this.#of = new DataLoader((keys) => preconditions.readiness(keys), { cacheKeyFn: ({ patientId, procedure, day }) => `${patientId} ${procedure} ${day}` });
    this.#clock = clock;
    this.#sources = sources;
  }

  /** Today when no day is given. */
  ofPatient(patientId: Id<'Patient'>, procedure: Procedure, day: CalendarDay | null): Promise<TreatmentReadiness> {
    return this.#of.load({ patientId, procedure, day: day ?? todayIn(PRACTICE_TIME_ZONE, this.#clock) });
  }

  ofEncounter({ patientId, period }: Encounter, procedure: Procedure): Promise<TreatmentReadiness> {
    return this.#of.load({ patientId, procedure, day: dayIn(PRACTICE_TIME_ZONE, period.start) });
  }

  /** Null where there is no patient yet, or the service asks for nothing. */
  async ofVisit({ localStart, patient, serviceType }: VisitFacts): Promise<TreatmentReadiness | null> {
    const day = parseCalendarDay(localStart?.slice(0, 10) ?? '');
    const procedure = day && serviceType ? this.#sources.questionSets.procedureOf(serviceType.code, day) : null;
    return day && procedure && patient ? this.#of.load({ patientId: patient.id, procedure, day }) : null;
  }
}
