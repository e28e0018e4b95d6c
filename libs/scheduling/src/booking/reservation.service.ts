import { err, ok, type Clock, type Id, type Result } from '@spindle/kernel';
import type { Sql } from '@spindle/database';
import { dayOf, dayRange } from '../wall-time';
import { ReservationRepository, type LoadedResource, type WantedTime } from './reservation.repository';
import { isFree, nearestFreeStarts, type SlotResource, type SlotTakenError, type Stretch } from './slot';

/** What an appointment occupies. */
export interface Occupation {
  readonly id: Id<'Appointment'>;
  readonly practitionerId: Id<'Practitioner'>;
  readonly roomId: Id<'Room'> | null;
  /** The patient, or the lead. */
  readonly attendeeId: Id<'Patient'> | Id<'Lead'>;
  readonly locationId: Id<'Location'>;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly timeZone: string;
}

const WORDS = { PRACTITIONER: 'the practitioner', ROOM: 'the room', PATIENT: 'the patient' } as const;

/** Takes and gives back the time of practitioners, rooms and patients within one transaction. */
export class ReservationService {
  readonly #reservations: ReservationRepository;
  readonly #clock: Clock;

  constructor(sql: Sql, practiceId: Id<'Practice'>, clock: Clock) {
    this.#reservations = new ReservationRepository(sql, practiceId);
    this.#clock = clock;
  }

  /**
   * Looks without a lock whether all that the appointment occupies is free. Most who come too late are refused here,
   * before they wait for anybody; who passes must still take the time.
   */
  async look(occupation: Occupation): Promise<Result<null, SlotTakenError>> {
    const loads = await this.#findLoads(occupation);
    const taken = loads.filter((load) => !isFree(load, wantedStretch(occupation)));
    return taken.length === 0 ? ok(null) : err(this.#refuse(occupation, loads, taken.map(({ id }) => id)));
  }

  /** Locks the resources of these appointments and rooms in one ordered statement. The first thing that a change does with reservations. */
  lock(occupations: readonly Occupation[], roomIds: readonly Id<'Room'>[] = []): Promise<void> {
    return this.#reservations.lock([...occupations.flatMap(resourcesOf), ...roomIds]);
  }

  release(appointmentId: Id<'Appointment'>): Promise<void> {
    return this.#reservations.release(appointmentId);
  }

  /** Takes all that the new appointment occupies, or refuses and says what is taken. */
  async take(occupation: Occupation): Promise<Result<null, SlotTakenError>> {
    return this.#take(occupation, resourcesOf(occupation));
  }

  /** Takes again what the appointment gave back. */
  async retake(occupation: Occupation): Promise<Result<null, SlotTakenError>> {
    await this.#reservations.remove(occupation.id, resourcesOf(occupation));
    return this.take(occupation);
  }

  /** Exchanges the room, for the appointment's whole time. */
  async changeRoom(occupation: Occupation, roomId: Id<'Room'>): Promise<Result<null, SlotTakenError>> {
    if (occupation.roomId !== null) await this.#reservations.remove(occupation.id, [occupation.roomId]);
    return this.#take({ ...occupation, roomId }, [roomId]);
  }

  async #take(occupation: Occupation, resourceIds: readonly string[]): Promise<Result<null, SlotTakenError>> {
    const taken = await this.#reservations.take({ ...toWantedTime(occupation), resourceIds });
    return taken.length === 0 ? ok(null) : err(this.#refuse(occupation, await this.#findLoads(occupation), taken));
  }

  /** What others have of the resources on the site's day. */
  #findLoads(occupation: Occupation): Promise<LoadedResource[]> {
    const day = dayRange(dayOf(occupation.startsAt, occupation.timeZone), occupation.timeZone);
    const endsAt = occupation.endsAt > day.endsAt ? occupation.endsAt : day.endsAt;
    return this.#reservations.findLoads({ ...toWantedTime(occupation), startsAt: day.startsAt, endsAt });
  }

  #refuse(occupation: Occupation, loads: readonly LoadedResource[], takenIds: readonly string[]): SlotTakenError {
    const taken = (['PRACTITIONER', 'ROOM', 'PATIENT'] as const satisfies readonly SlotResource[]).filter((kind) => loads.some((load) => load.kind === kind && takenIds.includes(load.id)));
    const day = dayRange(dayOf(occupation.startsAt, occupation.timeZone), occupation.timeZone);
    const within = { startsAt: Math.max(day.startsAt.getTime(), this.#clock.now().getTime()), endsAt: day.endsAt.getTime() };
    const starts = nearestFreeStarts({ wanted: wantedStretch(occupation), within, loads });
    const who = new Intl.ListFormat('en').format(taken.map((kind) => WORDS[kind]));
    return { kind: 'SlotTakenError', message: `At this time ${who} cannot be had. Choose another time.`, taken, nearestStarts: starts.map((start) => new Date(start).toISOString()) };
  }
}

function wantedStretch({ startsAt, endsAt }: Occupation): Stretch {
  return { startsAt: startsAt.getTime(), endsAt: endsAt.getTime() };
}

/** The ids of all whose time it takes. */
export function resourcesOf({ practitionerId, roomId, attendeeId }: Occupation): string[] {
  return roomId === null ? [practitionerId, attendeeId] : [practitionerId, roomId, attendeeId];
}

function toWantedTime(occupation: Occupation): WantedTime {
  return { appointmentId: occupation.id, resourceIds: resourcesOf(occupation), locationId: occupation.locationId, startsAt: occupation.startsAt, endsAt: occupation.endsAt };
}
