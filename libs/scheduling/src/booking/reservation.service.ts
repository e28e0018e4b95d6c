import { err, ok, type Id, type Result } from '@spindle/kernel';
import type { Sql } from '@spindle/database';
import { seatsTimeOf, sessionTimesOf, timesOf, type Occupation, type SessionOccupation, type SessionStretch, type WantedTime } from './occupation';
import { ReservationRepository } from './reservation.repository';

/**
 * Takes and gives back the time of practitioners, rooms, equipment and patients within one transaction. The order is
 * always the same, or changes would wait for each other: first lock the rows of the appointments that change, in the
 * order of their ids; then `lock` everything that will be given back or taken, once; then `free`; then `take`.
 */
export class ReservationService {
  readonly #reservations: ReservationRepository;

  constructor(sql: Sql, practiceId: Id<'Practice'>) {
    this.#reservations = new ReservationRepository(sql, practiceId);
  }

  /** Locks the resources of these appointments, and others, in one ordered statement, and shares the calendars of their sites. */
  lock(occupations: readonly Occupation[], otherResourceIds: readonly string[] = []): Promise<void> {
    const resourceIds = occupations.flatMap(timesOf).map(({ resourceId }) => resourceId);
    return this.#reservations.lock([...resourceIds, ...otherResourceIds], occupations.map(({ locationId }) => locationId));
  }

  /** The same for resources and sites that are known by their ids. */
  lockResources(resourceIds: readonly string[], locationIds: readonly Id<'Location'>[]): Promise<void> {
    return this.#reservations.lock(resourceIds, locationIds);
  }

  /** What these appointments or sessions have now, whatever they were booked with. Their rows are locked. */
  resourcesOf(holderIds: readonly string[]): Promise<{ readonly resourceIds: readonly string[]; readonly locationIds: readonly Id<'Location'>[] }> {
    return this.#reservations.findResources(holderIds);
  }

  /** Gives the time of these appointments or sessions back. */
  free(holderIds: readonly string[]): Promise<void> {
    return this.#reservations.release(holderIds);
  }

  /** What was only held is booked from now on. */
  keep(appointmentId: Id<'Appointment'>): Promise<void> {
    return this.#reservations.keep(appointmentId);
  }

  /** Takes all that the new appointments occupy; refused with the times that somebody else has. Nothing is undone: the caller's transaction is. */
  take(occupations: readonly Occupation[]): Promise<Result<null, readonly WantedTime[]>> {
    return this.#take(occupations.flatMap(timesOf));
  }

  /** Takes what a new group session occupies: the same as a visit of its length but for a patient. Its seats stay free. */
  takeSession(session: SessionOccupation): Promise<Result<null, readonly WantedTime[]>> {
    return this.#take(sessionTimesOf(session));
  }

  /** Keeps all seats of a group session from everybody; its resource is locked, and nobody has one. */
  closeSeats(session: SessionStretch): Promise<Result<null, readonly WantedTime[]>> {
    return this.#take([seatsTimeOf(session)]);
  }

  /** Takes again what the appointment gave back. */
  async retake(occupation: Occupation): Promise<Result<null, readonly WantedTime[]>> {
    await this.#reservations.remove(occupation.id, timesOf(occupation).map(({ resourceId }) => resourceId));
    return this.take([occupation]);
  }

  /** Exchanges the room, for the appointment's whole time. */
  async changeRoom(occupation: Occupation, roomId: Id<'Room'>): Promise<Result<null, readonly WantedTime[]>> {
    if (occupation.roomId !== null) await this.#reservations.remove(occupation.id, [occupation.roomId]);
    return this.#take(timesOf({ ...occupation, roomId }).filter(({ resource }) => resource === 'ROOM'));
  }

  async #take(times: readonly WantedTime[]): Promise<Result<null, readonly WantedTime[]>> {
    const missing = await this.#reservations.take(times);
    return missing.length === 0 ? ok(null) : err(missing);
  }
}
