import type { Clock, Id } from '@spindle/kernel';
import type { Sql } from '@spindle/database';
import type { Viewer } from '@spindle/subgraph';
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

/**
 * The beginning of every change that takes time. Whoever changes appointments and resources locks the appointments
 * first, then all resources, old and new, in one statement: so no two changes wait for each other. Holds that ran out
 * and stand in the way end here.
 */
export class SlotLock {
  readonly #reservations: ReservationService;
  readonly #holds: ExpiredHoldRepository;

  constructor(sql: Sql, readonly viewer: Viewer, readonly clock: Clock) {
    this.#reservations = new ReservationService(sql, viewer.practiceId);
    this.#holds = new ExpiredHoldRepository(sql, viewer.practiceId);
  }

  /** Locks, expires holds that are in the way, and frees what gives its time up. */
  async lock({ resourceIds, locationIds, startsAt, endsAt, freedIds }: LockRequest): Promise<void> {
    const now = this.clock.now();
    const expired = await this.#holds.lockInTheWay({ resourceIds, startsAt, endsAt }, now);
    const old = freedIds.length > 0 ? await this.#reservations.resourcesOf(freedIds) : { resourceIds: [], locationIds: [] };
    await this.#reservations.lockResources([...resourceIds, ...old.resourceIds, ...expired.flatMap((hold) => hold.resourceIds)], [...locationIds, ...old.locationIds]);
    if (expired.length > 0) await this.#holds.expire(expired.map(({ id }) => id), { personId: this.viewer.personId, at: now });
    const freed = [...expired.map(({ id }) => id), ...freedIds];
    if (freed.length > 0) await this.#reservations.free(freed);
  }
}
