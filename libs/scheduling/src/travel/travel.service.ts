import { err, ok, type Clock, type Id, type Result } from '@spindle/kernel';
import type { IdempotencyKeyReusedError, PracticeSession } from '@spindle/database';
import { bookedVisits, type BookedVisitsError } from '../booked-visits/booked-visits';
import type { InvalidInputError } from '../visit-flow/reason';
import { CalendarWriter } from '../working-hours/calendar.writer';
import { checkTravelTime, type TravelTime } from './travel-time';
import { TravelRepository } from './travel.repository';

export interface SetTravelTimeInput extends TravelTime { readonly idempotencyKey: string }

type SetError = BookedVisitsError | InvalidInputError;
type Answer = Promise<Result<Id<'Location'>, SetError | IdempotencyKeyReusedError>>;

/** Sets the ways between sites. Bookings at any site are made before, with the way around them changed, or wait and see the new one. */
export class TravelService {
  readonly #session: PracticeSession;
  readonly #clock: Clock;

  constructor(session: PracticeSession, clock: Clock) {
    this.#session = session;
    this.#clock = clock;
  }

  /** Answers the first site. */
  set(input: SetTravelTimeInput): Answer {
    const { practiceId } = this.#session.viewer;
    return this.#session.mutate({ operation: 'setTravelTime', input: { ...input } }, async ({ sql, audit }): Answer => {
      audit.changed(null, 'REFERENCE');
      const checked = checkTravelTime(input);
      if (!checked.ok) return checked;
      const travel = new TravelRepository(sql, practiceId);
      const sites = [input.locationId, input.otherLocationId];
      const known = await travel.findSites(sites);
      const unknown = (['locationId', 'otherLocationId'] as const).find((field) => !known.has(input[field]));
      if (unknown) return err({ kind: 'InvalidInputError', message: 'There is no such site.', field: unknown });
      await new CalendarWriter(sql, practiceId).lockCalendars(null);
      await travel.set(input);
      const now = this.#clock.now();
      const tooClose = bookedVisits(await travel.findTooClose(sites, now), 'somebody who has them could not get from one site to the other in that time');
      if (tooClose) return err(tooClose);
      await travel.widen(sites, now);
      return ok(input.locationId);
    });
  }
}
