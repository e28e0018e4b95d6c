import { ok, type Clock, type Id } from '@spindle/kernel';
import type { PracticeSession } from '@spindle/database';
import { VisitNews } from '../appointments/visit-news.service';
import { ReservationService } from '../booking/reservation.service';
import { ExpiredHoldRepository } from './expired-hold.repository';

/** Ends holds of one practice that ran out: those that nobody books, releases or clears away at this moment. */
export class HoldSweepService {
  constructor(readonly session: PracticeSession, readonly clock: Clock) {}

  /** Answers how many ended. Whoever works on one of them goes on undisturbed. */
  async expire(ids: readonly Id<'Appointment'>[]): Promise<number> {
    const { viewer } = this.session;
    const now = this.clock.now();
    const swept = await this.session.transaction<number, never>(async (transaction) => {
      const { sql } = transaction;
      const holds = new ExpiredHoldRepository(sql, viewer.practiceId);
      const expired = await holds.lock(ids, now);
      const reservations = new ReservationService(sql, viewer.practiceId);
      await reservations.lockResources(expired.flatMap(({ resourceIds }) => resourceIds), []);
      const ended = await holds.expire(expired.map(({ id }) => id), { personId: viewer.personId, at: now });
      await reservations.free(expired.map(({ id }) => id));
      await new VisitNews(transaction).expired(ended);
      return ok(expired.length);
    });
    return swept.ok ? swept.value : 0;
  }
}
