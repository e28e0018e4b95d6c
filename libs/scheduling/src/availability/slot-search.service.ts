import type { Clock, Id } from '@spindle/kernel';
import type { Sql } from '@spindle/database';
import { onDayOf } from '../booking/booking';
import type { KnownLimits } from '../plans/limits';
import type { Availability } from './availability';
import { AvailabilityService } from './availability.service';
import { patientRefusals } from './eligibility';
import { horizonOf } from './free-starts';
import { nearestStarts } from './nearest-starts';
import { refusalsOf } from './refusals';
import type { SlotRefusal } from './slot-refusal';
import { findHopelessness, offer, SEARCHED_DAYS, windowsFrom, type OfferedSlot, type SlotSearchAnswer } from './slot-search';
import { sweep } from './sweep';

/** What times are searched for. */
export interface SlotSearch {
  readonly serviceTypeCode: string;
  readonly locationIds?: readonly Id<'Location'>[] | null | undefined;
  readonly practitionerId?: Id<'Practitioner'> | null | undefined;
  readonly patientId?: string | null | undefined;
  readonly from?: Date | null | undefined;
  readonly first: number;
  readonly durationMinutes?: number | null | undefined;
}

/** A time that somebody asks about. */
export interface SlotQuestion {
  readonly serviceTypeCode: string;
  readonly locationId: Id<'Location'>;
  readonly practitionerId: Id<'Practitioner'>;
  readonly startsAt: Date;
  readonly roomId?: Id<'Room'> | null | undefined;
  readonly patientId?: string | null | undefined;
  readonly durationMinutes?: number | null | undefined;
}

export interface SlotExplanation {
  readonly refusals: readonly SlotRefusal[];
  readonly nearestStarts: readonly Date[];
  /** Null: for nobody in particular. */
  readonly knownLimits: KnownLimits | null;
}

const DAY_MS = 86_400_000;

/** Finds times that can be had, and says why one cannot. `sql` is the session, or a change's transaction. */
export class SlotSearchService {
  readonly #availability: AvailabilityService;

  constructor(sql: Sql, practiceId: Id<'Practice'>, readonly clock: Clock) {
    this.#availability = new AvailabilityService(sql, practiceId, clock);
  }

  /** Null when a site, service, practitioner or patient is not known. */
  async find({ serviceTypeCode, locationIds, practitionerId, patientId, from, first, durationMinutes }: SlotSearch): Promise<SlotSearchAnswer | null> {
    const startsAt = Math.max(from?.getTime() ?? 0, this.clock.now().getTime());
    const limit = startsAt + SEARCHED_DAYS * DAY_MS;
    const known = await this.#availability.loadWithoutReservations({
      serviceTypeCode, locationIds: locationIds ?? null, practitionerIds: practitionerId ? [practitionerId] : null, personId: patientId ?? null, within: { startsAt, endsAt: limit },
    });
    if (typeof known === 'string') return null;
    const said = { refusals: patientRefusals(known), knownLimits: knownLimitsOf(known) };
    const hopeless = findHopelessness(known);
    if (hopeless) return { slots: [], searchEnded: hopeless, searchedUntil: new Date(startsAt), ...said };
    const horizon = Math.max(...known.sites.map((site) => horizonOf(known.now, known.serviceType.horizonDays, site)));
    const slots: OfferedSlot[] = [];
    for (const within of windowsFrom(startsAt, Math.min(limit, horizon))) {
      const availability = await this.#availability.withReservations(known, { within });
      slots.push(...sweep({ availability, first: first - slots.length, durationMinutes: durationMinutes ?? null }).flatMap((slot) => offer(known, slot)));
      const last = slots.at(-1);
      if (last && slots.length >= first) return { slots, searchEnded: 'FOUND_ENOUGH', searchedUntil: new Date(last.startsAt.getTime() + 1), ...said };
    }
    return { slots, searchEnded: horizon < limit ? 'HORIZON_REACHED' : 'SEARCHED_60_DAYS', searchedUntil: new Date(Math.min(limit, horizon)), ...said };
  }

  /** Null when a site, service, practitioner or patient is not known. */
  async explain({ serviceTypeCode, locationId, practitionerId, patientId, startsAt, roomId, durationMinutes }: SlotQuestion): Promise<SlotExplanation | null> {
    const at = startsAt.getTime();
    const read = await this.#availability.load({
      serviceTypeCode, locationIds: [locationId], practitionerIds: [practitionerId], personId: patientId ?? null, within: { startsAt: at - DAY_MS, endsAt: at + DAY_MS },
    });
    if (typeof read === 'string') return null;
    const availability = onDayOf(read, startsAt);
    const endsAt = new Date(at + (durationMinutes ?? availability.serviceType.durationMinutes) * 60_000);
    const wanted = { practitionerId, locationId, roomId: roomId ?? null, equipmentId: null, startsAt, endsAt };
    return { refusals: refusalsOf(availability, wanted), nearestStarts: nearestStarts(availability, wanted), knownLimits: knownLimitsOf(availability) };
  }
}

function knownLimitsOf({ person }: Availability): KnownLimits | null {
  return person?.limits?.known ?? null;
}
