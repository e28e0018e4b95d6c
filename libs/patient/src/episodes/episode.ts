import { err, ok, type CalendarDay, type Id, type Result } from '@spindle/kernel';
import type { InvalidInputError } from '../patients/patient';
import { lengthFlaw, unlessFlawed } from '../texts';

export type CareDiscipline = 'CHIROPRACTIC' | 'PHYSICAL_THERAPY' | 'DRY_NEEDLING';
export type EpisodeStatus = 'ACTIVE' | 'FINISHED' | 'ENTERED_IN_ERROR';
export type DischargeOutcome = 'GOALS_MET' | 'GOALS_PARTLY_MET' | 'REFERRED_OUT' | 'PATIENT_STOPPED' | 'MAXIMUM_IMPROVEMENT';

/** A course of care for one problem. */
export interface Episode {
  readonly id: Id<'EpisodeOfCare'>;
  readonly version: number;
  readonly patientId: Id<'Patient'>;
  readonly discipline: CareDiscipline;
  readonly status: EpisodeStatus;
  readonly reason: string;
  readonly startedOn: CalendarDay;
  readonly finishedOn: CalendarDay | null;
  readonly discharge: Discharge | null;
}

export interface Discharge {
  readonly outcome: DischargeOutcome;
  readonly summary: string;
  readonly practitionerId: Id<'Practitioner'>;
  readonly treatmentDays: number;
}

export interface EpisodeClosedError { readonly kind: 'EpisodeClosedError'; readonly message: string; readonly status: EpisodeStatus }

/** The oldest day on which a course of care that goes on may have begun. */
const EARLIEST = '2000-01-01';

export interface NewEpisode {
  readonly patientId: Id<'Patient'>;
  readonly discipline: CareDiscipline;
  readonly reason: string;
  readonly startedOn: CalendarDay;
}

/** Checks what is said of a new episode against `today`. */
export function checkEpisode(episode: NewEpisode, today: CalendarDay): Result<NewEpisode, InvalidInputError> {
  return unlessFlawed({ ...episode, reason: episode.reason.trim() }, [
    lengthFlaw('reason', episode.reason, { least: 3, most: 500 }),
    episode.startedOn > today ? { kind: 'InvalidInputError', field: 'startedOn', message: 'The course of care begins when it begins: not in the future.' } : null,
    episode.startedOn < EARLIEST ? { kind: 'InvalidInputError', field: 'startedOn', message: `Not before ${EARLIEST}.` } : null,
  ]);
}

/** A finished episode takes nothing more. */
export function requireOpen(episode: Pick<Episode, 'status'>): EpisodeClosedError | null {
  return episode.status === 'ACTIVE' ? null : { kind: 'EpisodeClosedError', message: 'This course of care has ended. Open a new one for what comes.', status: episode.status };
}

/** The episode after its discharge. `lastTreated` is the last day on which the patient was treated in it. */
export function discharge(episode: Episode, end: Discharge & { readonly day: CalendarDay }, { today, lastTreated }: { today: CalendarDay; lastTreated: CalendarDay | null }): Result<Episode, EpisodeClosedError | InvalidInputError> {
  const closed = requireOpen(episode);
  if (closed) return err(closed);
  const { day, ...summary } = end;
  const isTooEarly = day < episode.startedOn || (lastTreated !== null && day < lastTreated);
  const checked = unlessFlawed(summary, [
    lengthFlaw('summary', summary.summary, { least: 10, most: 10_000 }),
    day > today ? { kind: 'InvalidInputError', field: 'dischargedOn', message: 'The discharge lies in the future.' } : null,
    isTooEarly ? { kind: 'InvalidInputError', field: 'dischargedOn', message: 'The patient was treated after that day.' } : null,
  ]);
  return checked.ok ? ok({ ...episode, status: 'FINISHED', finishedOn: day, discharge: { ...checked.value, summary: checked.value.summary.trim() } }) : checked;
}
