import { err, ok, type Clock, type Id, type Result } from '@spindle/kernel';
import { newId, type IdempotencyKeyReusedError, type PracticeSession, type Transaction } from '@spindle/database';
import type { RecordedAppointment } from '../appointments/appointment';
import type { NewAppointment } from '../appointments/appointment.writer';
import { attendeeIdOf } from '../appointments/attendee';
import { parseLocalStart } from '../booking/local-start';
import { SlotLock } from '../booking/slot-lock.service';
import { parseCancellation, type CancellationInput } from '../cancellations/cancellation';
import { isToCome, VisitBatch } from '../visit-batches/visit-batch.service';
import type { InvalidInputError } from '../visit-flow/reason';
import { staleVersion, type StaleVersionError } from '../visit-flow/stale-version';
import { shiftBetween } from './occurrence';
import type { ProposedOccurrence } from './proposal';
import { inScope, type Series, type SeriesScope, type SeriesVisit } from './series';
import { SeriesFactsRepository } from './series-facts.repository';
import { moveVisits, type MovingVisit } from './series-move';
import { SeriesRepository } from './series.repository';
import type { SeriesConflictError } from './series.service';
import { SeriesWriter } from './series.writer';

interface SeriesVersion {
  readonly idempotencyKey: string;
  readonly seriesId: Id<'Series'>;
  readonly version: number;
  readonly ordinal: number;
  readonly scope: SeriesScope;
}

export interface MoveSeriesInput extends SeriesVersion {
  readonly localStart: string;
  readonly practitionerId?: Id<'Practitioner'> | null | undefined;
  readonly roomId?: Id<'Room'> | null | undefined;
}

export interface CancelSeriesInput extends SeriesVersion, CancellationInput {}

export interface SeriesNotFoundError { readonly kind: 'SeriesNotFoundError'; readonly message: string }
export interface NothingToChangeError { readonly kind: 'NothingToChangeError'; readonly message: string }
type FindSeriesError = SeriesNotFoundError | NothingToChangeError | StaleVersionError;
type Answer<E> = Promise<Result<Id<'Series'>, FindSeriesError | E | InvalidInputError | IdempotencyKeyReusedError>>;

/** The visits of a series that a change is for, locked, with their places in it. */
interface FoundVisits {
  readonly series: Series;
  readonly all: readonly SeriesVisit[];
  readonly visits: readonly (MovingVisit & { readonly old: RecordedAppointment })[];
}

/** Moves and cancels visits of a series by their identity: one, this and the following, or all that are still to come. */
export class SeriesChangeService {
  readonly #session: PracticeSession;
  readonly #clock: Clock;

  constructor(session: PracticeSession, clock: Clock) {
    this.#session = session;
    this.#clock = clock;
  }

  async cancel(input: CancelSeriesInput): Answer<never> {
    const cancellation = parseCancellation(input, 'CANCEL');
    if (!cancellation.ok) return cancellation;
    return this.#session.mutate({ operation: 'cancelSeries', input: { ...input } }, async (transaction): Answer<never> => {
      const found = await this.#find(transaction, input);
      if (!found.ok) return found;
      await this.#batch(transaction).cancel(found.value.visits.map(({ old }) => old), cancellation.value);
      await new SeriesWriter(transaction.sql, this.#session.viewer.practiceId).touch(input.seriesId);
      return ok(input.seriesId);
    });
  }

  async move(input: MoveSeriesInput): Answer<SeriesConflictError> {
    const localStart = parseLocalStart(input.localStart);
    if (!localStart.ok) return localStart;
    return this.#session.mutate({ operation: 'moveSeries', input: { ...input } }, async (transaction): Answer<SeriesConflictError> => {
      const found = await this.#find(transaction, input);
      if (!found.ok) return found;
      const proposed = await this.#propose(transaction, found.value, { ...input, localStart: localStart.value });
      if (!proposed.ok) return proposed;
      const moves = proposed.value.flatMap((occurrence) => this.#toMove(found.value, occurrence));
      const moved = await this.#batch(transaction).move(moves);
      if (!moved.ok) return err(conflict(proposed.value.filter((_, place) => moved.error.includes(moves[place]?.visit.id ?? ''))));
      await new SeriesWriter(transaction.sql, this.#session.viewer.practiceId).touch(input.seriesId);
      return ok(input.seriesId);
    });
  }

  /** The series in the version that was read, with its visits in the scope that are still to come; all locked. */
  async #find(transaction: Transaction, { seriesId, version, ordinal, scope }: SeriesVersion): Promise<Result<FoundVisits, FindSeriesError>> {
    const repository = new SeriesRepository(transaction.sql, this.#session.viewer.practiceId);
    const series = await repository.findForChange(seriesId);
    const all = series ? await repository.findVisits([seriesId]) : [];
    if (!series || !all.some((visit) => visit.ordinal === ordinal)) return err({ kind: 'SeriesNotFoundError', message: 'There is no such series, or it has no visit of this number.' });
    if (series.version !== version) return err(staleVersion('series', series.version));
    transaction.audit.changed(series.patientId, 'SCHEDULE');
    const wanted = inScope(all, ordinal, scope);
    const appointments = new Map((await this.#batch(transaction).findForChange(wanted.map(({ appointmentId }) => appointmentId))).map((each) => [each.id, each]));
    const now = this.#clock.now();
    const visits = wanted.flatMap((visit) => {
      const old = appointments.get(visit.appointmentId);
      return old && isToCome(old, now) ? [{ ordinal: visit.ordinal, localStart: old.localStart, minutes: (old.endsAt.getTime() - old.startsAt.getTime()) / 60_000, practitionerId: old.practitioner.id, roomId: old.room?.id ?? null, old }] : [];
    });
    if (visits.length === 0) return err({ kind: 'NothingToChangeError', message: 'No visit in the scope is still to come.' });
    return ok({ series, all, visits });
  }

  /** Gives the old times back, with all that is freed or taken locked, and finds the new ones. */
  async #propose(transaction: Transaction, { series, visits }: FoundVisits, input: MoveSeriesInput): Promise<Result<ProposedOccurrence[], SeriesConflictError | InvalidInputError>> {
    const { sql } = transaction;
    const { practiceId } = this.#session.viewer;
    const first = visits.find(({ ordinal }) => ordinal === input.ordinal);
    if (!first) return err({ kind: 'InvalidInputError', message: 'This visit is not still to come: choose another of the series.', field: 'ordinal' });
    const facts = new SeriesFactsRepository(sql, practiceId);
    const attendeeId = attendeeIdOf(first.old);
    const site = await facts.findSite(series.locationId, series.serviceTypeCode, series.patientId);
    if (input.practitionerId && !site.practitionerIds.includes(input.practitionerId)) return err({ kind: 'InvalidInputError', message: 'The practitioner does not see patients at this site.', field: 'practitionerId' });
    if (input.roomId && !site.rooms.some(({ id }) => id === input.roomId)) return err({ kind: 'InvalidInputError', message: 'There is no such room at this site.', field: 'roomId' });
    const practitionerIds = [...new Set([...visits.map(({ practitionerId }) => practitionerId), ...(input.practitionerId ? [input.practitionerId] : [])])];
    const roomIds = [...new Set([...visits.map(({ roomId }) => roomId), input.roomId ?? null].filter((id) => id !== null))];
    const shift = shiftBetween(first.localStart, input.localStart);
    const starts = visits.map(({ old }) => old.startsAt.getTime() + shift.days * DAY_MS);
    const [from, to] = [new Date(Math.min(...starts) - 5 * DAY_MS), new Date(Math.max(...starts) + 5 * DAY_MS)];
    const now = await new SlotLock(transaction, this.#session.viewer, this.#clock).lock({
      resourceIds: [...practitionerIds, ...roomIds, attendeeId], locationIds: [series.locationId], startsAt: from, endsAt: to, freedIds: visits.map(({ old }) => old.id),
    });
    const place = await facts.findPlaces({ site, practitionerIds, roomIds, attendeeId, now, from, to });
    const proposed = moveVisits(visits, shift, { place, timeZone: series.timeZone, practitionerId: input.practitionerId ?? null, roomId: input.roomId ?? null });
    const conflicting = proposed.filter(({ conflicts }) => conflicts.length > 0);
    return conflicting.length > 0 ? err(conflict(conflicting)) : ok(proposed);
  }

  #toMove({ visits, series }: FoundVisits, { ordinal, localStart, startsAt, endsAt, practitionerId, roomId }: ProposedOccurrence): { old: RecordedAppointment; visit: NewAppointment }[] {
    const old = visits.find((visit) => visit.ordinal === ordinal)?.old;
    if (!old || startsAt === null || endsAt === null || practitionerId === null) return [];
    const { patientId, leadId, serviceType, location } = old;
    return [{ old, visit: { id: newId<'Appointment'>(), bookedAt: this.#clock.now(), patientId, leadId, practitionerId, locationId: location.id, roomId, equipmentId: old.equipmentId, sessionId: null, holdExpiresAt: null, serviceTypeCode: serviceType.code, startsAt: new Date(startsAt), endsAt: new Date(endsAt), localStart, timeZone: series.timeZone, replacesId: old.id } }];
  }

  #batch(transaction: Transaction): VisitBatch {
    return new VisitBatch(transaction, this.#session.viewer, this.#clock);
  }
}

const DAY_MS = 86_400_000;

function conflict(occurrences: readonly ProposedOccurrence[]): SeriesConflictError {
  return { kind: 'SeriesConflictError', message: 'Not all visits fit at their new times. Nothing was moved: choose another time, or move them one by one.', occurrences };
}

