import DataLoader from 'dataloader';
import type { Id } from '@spindle/kernel';
import type { PracticeSession } from '@spindle/database';
import { findInOrder, groupInOrder } from '../in-order';
import type { Location, Room } from './location';
import { LocationRepository } from './location.repository';

/** Sites and their rooms, one statement per batch. */
export class LocationLoader {
  readonly byId: DataLoader<Id<'Location'>, Location | null>;
  readonly rooms: DataLoader<Id<'Location'>, Room[]>;
  readonly #locations: LocationRepository;

  constructor(session: PracticeSession) {
    this.#locations = new LocationRepository(session, session.viewer.practiceId);
    this.byId = new DataLoader(async (ids) => findInOrder(ids, await this.#locations.findMany(ids), (location) => location.id));
    this.rooms = new DataLoader(async (ids) => groupInOrder(ids, await this.#locations.findRoomsOf(ids), (room) => room.locationId));
  }

  all(): Promise<Location[]> {
    return this.#locations.findAll();
  }
}
