import { err, ok, type Clock, type Id, type Result } from '@spindle/kernel';
import { newId, type IdempotencyKeyReusedError, type PracticeSession, type Sql, type Transaction } from '@spindle/database';
import type { NewAppointment } from '../appointments/appointment.writer';
import { SlotLock } from '../booking/slot-lock.service';
import { VisitBatch } from '../visit-batches/visit-batch.service';
import type { ProposedOccurrence, SeriesProposal } from './proposal';
import { sortOut } from './proposal';
import { SeriesPlanner, type PlanSeriesError, type PlannedSeries } from './series-planner.service';
import { SeriesWriter } from './series.writer';
import type { SeriesRequest } from './series-request';

export interface OccurrenceChoice { readonly ordinal: number; readonly startsAt: Date }

export interface BookSeriesInput {
  readonly idempotencyKey: string;
  readonly request: { readonly [Part in keyof SeriesRequest]?: SeriesRequest[Part] | null | undefined } & Pick<SeriesRequest, 'locationId' | 'weeklyTimes'>;
  readonly policy: 'ALL_OR_NOTHING' | 'WHAT_FITS';
  readonly choices?: readonly OccurrenceChoice[] | null | undefined;
}

export interface SeriesConflictError {
  readonly kind: 'SeriesConflictError';
  readonly message: string;
  readonly occurrences: readonly ProposedOccurrence[];
}

/** What was booked of a series, and each visit that was asked for. */
export interface BookedSeries {
  readonly seriesId: Id<'Series'>;
  readonly proposal: SeriesProposal;
}

export type BookSeriesError = PlanSeriesError | SeriesConflictError | IdempotencyKeyReusedError;

/** Proposes and books series. */
export class SeriesService {
  readonly #session: PracticeSession;
  readonly #clock: Clock;

  constructor(session: PracticeSession, clock: Clock) {
    this.#session = session;
    this.#clock = clock;
  }

  async propose(request: BookSeriesInput['request']): Promise<Result<SeriesProposal, PlanSeriesError>> {
    const planned = await this.#planner(this.#session).plan(toRequest(request), [], null);
    return planned.ok ? ok(planned.value.proposal) : planned;
  }

  book(input: BookSeriesInput): Promise<Result<BookedSeries, BookSeriesError>> {
    return this.#session.mutate({ operation: 'bookSeries', input: { ...input } }, async (transaction): Promise<Result<BookedSeries, BookSeriesError>> => {
      const planned = await this.#planner(transaction.sql).plan(toRequest(input.request), input.choices ?? [], new SlotLock(transaction, this.#session.viewer, this.#clock));
      if (!planned.ok) return planned;
      transaction.audit.changed(planned.value.series.patientId, 'SCHEDULE');
      const { fitting, conflicting } = sortOut(planned.value.proposal);
      if (fitting.length === 0 || (input.policy === 'ALL_OR_NOTHING' && conflicting.length > 0)) return err(conflictOf(planned.value.proposal, conflicting));
      return this.#save(transaction, planned.value, fitting);
    });
  }

  async #save(transaction: Transaction, planned: PlannedSeries, fitting: readonly ProposedOccurrence[]): Promise<Result<BookedSeries, SeriesConflictError>> {
    const { practiceId } = this.#session.viewer;
    const seriesId = newId<'Series'>();
    const visits = fitting.flatMap((occurrence) => this.#toVisit(planned, occurrence));
    const booked = await new VisitBatch(transaction, this.#session.viewer, this.#clock).book(visits, planned.serviceType);
    if (!booked.ok) return err(conflictOf(planned.proposal, fitting.filter((_, place) => booked.error.includes(visits[place]?.id ?? ''))));
    const writer = new SeriesWriter(transaction.sql, practiceId);
    await writer.insert({ ...planned.series, id: seriesId, version: 1, bookedAt: this.#clock.now() });
    const original = new Map(planned.occurrences.map(({ ordinal, localStart }) => [ordinal, localStart]));
    await writer.addVisits(seriesId, fitting.map(({ ordinal, localStart }, place) => ({ ordinal, originalLocalStart: original.get(ordinal) ?? localStart, appointmentId: visits[place]?.id ?? '' })));
    return ok({ seriesId, proposal: planned.proposal });
  }

  #toVisit({ series }: PlannedSeries, { localStart, startsAt, endsAt, practitionerId, roomId }: ProposedOccurrence): NewAppointment[] {
    if (startsAt === null || endsAt === null || practitionerId === null) return [];
    const { patientId, locationId, serviceTypeCode, timeZone } = series;
    return [{ id: newId<'Appointment'>(), bookedAt: this.#clock.now(), patientId, leadId: null, practitionerId, locationId, roomId, equipmentId: null, sessionId: null, holdExpiresAt: null, serviceTypeCode, startsAt: new Date(startsAt), endsAt: new Date(endsAt), localStart, timeZone, replacesId: null }];
  }

  #planner(sql: Sql): SeriesPlanner {
    return new SeriesPlanner(sql, this.#session.viewer.practiceId, this.#clock);
  }
}

function conflictOf({ occurrences }: SeriesProposal, conflicting: readonly ProposedOccurrence[]): SeriesConflictError {
  const told = conflicting.length > 0 ? conflicting : occurrences;
  return { kind: 'SeriesConflictError', message: 'Not all visits fit, or none does. Nothing was booked: choose other times for those in conflict.', occurrences: told };
}

function toRequest(input: BookSeriesInput['request']): SeriesRequest {
  return {
    planId: input.planId ?? null, patientId: input.patientId ?? null, serviceTypeCode: input.serviceTypeCode ?? null, locationId: input.locationId, practitionerId: input.practitionerId ?? null,
    roomId: input.roomId ?? null, firstDay: input.firstDay ?? null, weeklyTimes: input.weeklyTimes, visits: input.visits ?? null, durationMinutes: input.durationMinutes ?? null,
  };
}
