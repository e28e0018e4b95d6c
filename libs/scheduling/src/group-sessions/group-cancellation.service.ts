import { err, ok, type Clock, type Id, type Result } from '@spindle/kernel';
import type { IdempotencyKeyReusedError, PracticeSession, Transaction } from '@spindle/database';
import { isRecorded, type RecordedAppointment } from '../appointments/appointment';
import { ReservationService } from '../booking/reservation.service';
import { occupationOf } from '../booking/occupation-of';
import { timesOf } from '../booking/occupation';
import { VisitBatch } from '../visit-batches/visit-batch.service';
import { parseCancellation, type Cancellation, type CancellationInput } from '../cancellations/cancellation';
import type { InvalidInputError } from '../visit-flow/reason';
import { staleVersion, type StaleVersionError } from '../visit-flow/stale-version';
import { OCCUPYING_STATES } from '../visit-flow/transition';
import { mustBeToCome, mustBeUnattended, type GroupSession, type GroupSessionNotFoundError, type GroupSessionNotOpenError } from './group-session';
import { GroupSessionRepository } from './group-session.repository';
import { GroupSessionWriter } from './group-session.writer';

export interface CancelGroupSessionInput extends CancellationInput { readonly idempotencyKey: string; readonly groupSessionId: Id<'GroupSession'>; readonly version: number }

/** What was cancelled. */
export interface CancelledSession {
  readonly id: Id<'GroupSession'>;
  readonly visitIds: readonly Id<'Appointment'>[];
}

type CancelError = GroupSessionNotFoundError | GroupSessionNotOpenError | StaleVersionError | InvalidInputError;
type Answer = Promise<Result<CancelledSession, CancelError | IdempotencyKeyReusedError>>;

/** Cancels group sessions with every visit in them. */
export class GroupCancellationService {
  readonly #session: PracticeSession;
  readonly #clock: Clock;

  constructor(session: PracticeSession, clock: Clock) {
    this.#session = session;
    this.#clock = clock;
  }

  cancel(input: CancelGroupSessionInput): Answer {
    return this.#session.mutate({ operation: 'cancelGroupSession', input: { ...input } }, async (transaction): Answer => {
      transaction.audit.changed(null, 'SCHEDULE');
      const cancellation = parseCancellation(input, 'CANCEL');
      if (!cancellation.ok) return cancellation;
      const sessions = new GroupSessionRepository(transaction.sql, this.#session.viewer.practiceId);
      const session = await sessions.findForChange(input.groupSessionId);
      if (!session) return err({ kind: 'GroupSessionNotFoundError', message: 'There is no such group session.' });
      if (session.version !== input.version) return err(staleVersion('session', session.version));
      const toCome = mustBeToCome(session, this.#clock.now());
      if (!toCome.ok) return toCome;
      const seated = await new VisitBatch(transaction, this.#session.viewer, this.#clock).findForChange(await sessions.findSeats(session.id, [...OCCUPYING_STATES], null));
      const unattended = mustBeUnattended(session, seated);
      if (!unattended.ok) return unattended;
      const visits = seated.filter(isRecorded);
      await this.#cancel(transaction, { session, visits, cancellation: cancellation.value });
      return ok({ id: session.id, visitIds: visits.map(({ id }) => id) });
    });
  }

  /** A cancelled session keeps all its seats itself: nobody's cancellation is undone into it. */
  async #cancel(transaction: Transaction, { session, visits, cancellation }: { session: GroupSession; visits: readonly RecordedAppointment[]; cancellation: Cancellation }): Promise<void> {
    const { viewer } = this.#session;
    for (const { patientId } of visits) transaction.audit.changed(patientId, 'SCHEDULE');
    const reservations = new ReservationService(transaction.sql, viewer.practiceId);
    const own = await reservations.resourcesOf([session.id]);
    const resourceIds = visits.map(occupationOf).flatMap(timesOf).map(({ resourceId }) => resourceId);
    await reservations.lockResources([session.id, ...own.resourceIds, ...resourceIds], [session.locationId]);
    await reservations.free([session.id]);
    await new VisitBatch(transaction, viewer, this.#clock).cancelLocked(visits, { cancellation, noticeHours: 0 });
    await new GroupSessionWriter(transaction.sql, viewer.practiceId).cancel(session.id);
    const closed = await reservations.closeSeats(session);
    if (!closed.ok) throw new Error('A cancelled session still has visits.');
  }
}
