import type { Clock, Id } from '@spindle/kernel';
import type { Transaction } from '@spindle/database';
import type { Viewer } from '@spindle/subgraph';
import { VisitNews } from '../appointments/visit-news.service';
import { ExpiredHoldRepository } from '../holds/expired-hold.repository';
import { ReservationService } from './reservation.service';

/** What a change will take and give back. */
export interface LockRequest {
  /** Everything that could be taken: where the change may still choose, all that it could choose. */
  readonly resourceIds: readonly string[];
  readonly locationIds: readonly Id<'Location'>[];
  /** Between which instants something is to be taken; holds that ran out there are cleared away. */
  readonly startsAt: Date;
  readonly endsAt: Date;
  /** Appointments that give their time up, their rows locked. */
  readonly freedIds: readonly Id<'Appointment'>[];
}

/** As long as nobody waits for locks, in milliseconds: the service's statements and waits are cut off long before. No hold is shorter. */
const LONGEST_WAIT_MS = 60_000;

/**
 * The beginning of every change that takes time. Whoever changes appointments and resources locks the appointments
 * first, then all resources, old and new, in one statement: so no two changes wait for each other. Holds that ran out
 * and stand in the way end here, those among them that ran out while it waited.
 */
export class SlotLock {
  readonly #reservations: ReservationService;
  readonly #holds: ExpiredHoldRepository;

  readonly #news: VisitNews;

  constructor(transaction: Transaction, readonly viewer: Viewer, readonly clock: Clock) {
    this.#reservations = new ReservationService(transaction.sql, viewer.practiceId);
    this.#holds = new ExpiredHoldRepository(transaction.sql, viewer.practiceId);
    this.#news = new VisitNews(transaction);
  }

  /**
   * Locks, expires holds that are in the way, and frees what gives its time up. Answers the instant for which all that
   * holds, taken behind the locks: what is read next, and decided on, is read as of it.
   */
  async lock({ resourceIds, locationIds, startsAt, endsAt, freedIds }: LockRequest): Promise<Date> {
    const latest = new Date(this.clock.now().getTime() + LONGEST_WAIT_MS);
    const holds = await this.#holds.lockInTheWay({ resourceIds, startsAt, endsAt }, latest);
    const old = freedIds.length > 0 ? await this.#reservations.resourcesOf(freedIds) : { resourceIds: [], locationIds: [] };
    await this.#reservations.lockResources([...resourceIds, ...old.resourceIds, ...holds.flatMap((hold) => hold.resourceIds)], [...locationIds, ...old.locationIds]);
    const now = this.clock.now();
    const overIds = holds.filter(({ expiresAt }) => expiresAt <= now).map(({ id }) => id);
    const expired = overIds.length > 0 ? await this.#holds.expire(overIds, { personId: this.viewer.personId, at: now }) : [];
    const freed = [...overIds, ...freedIds];
    if (freed.length > 0) await this.#reservations.free(freed);
    if (expired.length > 0) await this.#news.expired(expired);
    return now;
  }
}
