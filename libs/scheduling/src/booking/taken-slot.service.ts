import type { Clock, Id } from '@spindle/kernel';
import type { Sql } from '@spindle/database';
import type { RecordedAppointment } from '../appointments/appointment';
import { attendeeIdOf } from '../appointments/attendee';
import { AvailabilityService } from '../availability/availability.service';
import { nearestStarts } from '../availability/nearest-starts';
import { readAround } from './around-start';
import { asMove, onDayOf } from './booking';
import type { WantedTime } from './occupation';
import { takenError } from './refusal';
import type { SlotTakenError } from './slot';

/** Says to somebody who wants a visit's time back what of it is taken, and when else on the day the visit would fit. */
export class TakenSlots {
  readonly #availability: AvailabilityService;

  constructor(sql: Sql, practiceId: Id<'Practice'>, clock: Clock) {
    this.#availability = new AvailabilityService(sql, practiceId, clock);
  }

  async refuse(appointment: RecordedAppointment, taken: readonly WantedTime[], roomId: Id<'Room'> | null): Promise<SlotTakenError> {
    const { location, practitioner, serviceType, equipmentId, startsAt, endsAt } = appointment;
    const read = await this.#availability.load({
      serviceTypeCode: serviceType.code, locationIds: [location.id], practitionerIds: [practitioner.id], personId: attendeeIdOf(appointment), ignoredHolderIds: [appointment.id],
      within: readAround(startsAt),
    });
    const wanted = { practitionerId: practitioner.id, locationId: location.id, roomId, equipmentId, startsAt, endsAt };
    const nearest = typeof read === 'string' ? [] : nearestStarts(asMove(onDayOf(read, startsAt)), wanted);
    return takenError({ taken: taken.map(({ resource }) => resource), refusals: [], nearestStarts: nearest.map((start) => start.toISOString()) });
  }
}
