import { err, ok, type CalendarDay, type Clock, type Id, type Result } from '@spindle/kernel';
import { newId, type IdempotencyKeyReusedError, type PracticeSession } from '@spindle/database';
import { findPatient } from '../encounters/subject.service';
import type { InvalidInputError } from '../patients/patient';
import type { PatientNotFoundError, StaleVersionError } from '../patients/patient.service';
import { PlannedVisitRepository } from '../planned-visits/planned-visit.repository';
import { PlanChanger } from '../plans/plan-changer.service';
import { practiceDay } from '../practice-day';
import { requirePractitioner, type PractitionerRequiredError } from '../practitioner';
import { checkEpisode, discharge, type DischargeOutcome, type Episode, type EpisodeClosedError, type NewEpisode } from './episode';
import { EpisodeRepository } from './episode.repository';

export interface OpenEpisode extends NewEpisode { readonly idempotencyKey: string }

export interface DischargePatient {
  readonly idempotencyKey: string;
  readonly episodeId: Id<'EpisodeOfCare'>;
  readonly version: number;
  readonly dischargedOn: CalendarDay;
  readonly outcome: DischargeOutcome;
  readonly summary: string;
}

export interface EpisodeNotFoundError { readonly kind: 'EpisodeNotFoundError'; readonly message: string }
export interface EpisodeAlreadyOpenError { readonly kind: 'EpisodeAlreadyOpenError'; readonly message: string; readonly episodeId: Id<'EpisodeOfCare'> | null }

type Opened = Result<Id<'EpisodeOfCare'>, PatientNotFoundError | InvalidInputError | EpisodeAlreadyOpenError | IdempotencyKeyReusedError>;
type Discharged = Result<Id<'EpisodeOfCare'>, EpisodeNotFoundError | EpisodeClosedError | PractitionerRequiredError | StaleVersionError | InvalidInputError | IdempotencyKeyReusedError>;

/** Opens courses of care and ends them. */
export class EpisodeService {
  readonly #session: PracticeSession;
  readonly #clock: Clock;

  constructor(session: PracticeSession, clock: Clock) {
    this.#session = session;
    this.#clock = clock;
  }

  open(input: OpenEpisode): Promise<Opened> {
    const { practiceId } = this.#session.viewer;
    return this.#session.mutate({ operation: 'openEpisode', input: { ...input } }, async (transaction): Promise<Opened> => {
      const patient = await findPatient(transaction, { practiceId, patientId: input.patientId });
      if (!patient.ok) return patient;
      const episode = checkEpisode(input, this.#today());
      if (!episode.ok) return episode;
      const episodes = new EpisodeRepository(transaction.sql, practiceId);
      const id = newId<'EpisodeOfCare'>();
      const before = await episodes.findOpen(input.patientId, input.discipline);
      if (before === null && (await episodes.insert({ id, ...episode.value }))) return ok(id);
      return err({ kind: 'EpisodeAlreadyOpenError', message: 'The patient has an open course of care of this discipline. Go on in it, or discharge the patient from it first.', episodeId: before ?? (await episodes.findOpen(input.patientId, input.discipline)) });
    });
  }

  discharge(input: DischargePatient): Promise<Discharged> {
    const { viewer } = this.#session;
    return this.#session.mutate({ operation: 'dischargePatient', input: { ...input } }, async (transaction): Promise<Discharged> => {
      const practitioner = requirePractitioner(viewer);
      if (!practitioner.ok) return practitioner;
      const episodes = new EpisodeRepository(transaction.sql, viewer.practiceId);
      const episode = await episodes.findForChange(input.episodeId);
      if (!episode) return err({ kind: 'EpisodeNotFoundError', message: 'There is no such course of care in this practice.' });
      transaction.audit.changed(episode.patientId, 'CLINICAL');
      if (episode.version !== input.version) return err(stale(episode.version));
      const treated = await new PlannedVisitRepository(transaction.sql, viewer.practiceId).treatmentDaysOfEpisode(episode.id);
      const end = { day: input.dischargedOn, outcome: input.outcome, summary: input.summary, practitionerId: practitioner.value, treatmentDays: treated.length };
      const discharged = discharge(episode, end, { today: this.#today(), lastTreated: treated.at(-1) ?? null });
      if (!discharged.ok) return discharged;
      await episodes.finish(discharged.value);
      await new PlanChanger(transaction, viewer, this.#clock).closeOfEpisode(episode.id, input.dischargedOn);
      return ok(episode.id);
    });
  }

  #today(): CalendarDay {
    return practiceDay(this.#clock);
  }
}

export function stale(currentVersion: Episode['version']): StaleVersionError {
  return { kind: 'StaleVersionError', message: 'Somebody changed this since it was read. Read it again and repeat your change.', currentVersion };
}
