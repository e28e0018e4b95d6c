import DataLoader from 'dataloader';
import { toPage, type Id, type Page } from '@spindle/kernel';
import type { PracticeSession } from '@spindle/database';
import { CURSOR_PART, pageArguments, toCursor } from '@spindle/subgraph';
import { findInOrder, groupInOrder } from '../in-order';
import type { Location, Room } from './location';
import { LocationRepository } from './location.repository';

const CURSOR_FORM = [CURSOR_PART.text, CURSOR_PART.id];
const BEFORE_ALL = ['', '00000000-0000-0000-0000-000000000000'];

/** Sites and their rooms, one statement per batch. */
export class LocationLoader {
  readonly byId: DataLoader<Id<'Location'>, Location | null>;
  readonly roomById: DataLoader<Id<'Room'>, Room | null>;
  readonly rooms: DataLoader<Id<'Location'>, Room[]>;
  readonly #locations: LocationRepository;

  constructor(session: PracticeSession) {
    this.#locations = new LocationRepository(session, session.viewer.practiceId);
    this.byId = new DataLoader(async (ids) => findInOrder(ids, await this.#locations.findMany(ids), (location) => location.id));
    this.roomById = new DataLoader(async (ids) => findInOrder(ids, await this.#locations.findRooms(ids), (room) => room.id));
    this.rooms = new DataLoader(async (ids) => groupInOrder(ids, await this.#locations.findRoomsOf(ids), (room) => room.locationId));
  }

  /** A page of sites by name. Throws BAD_USER_INPUT for arguments that cannot be. */
  async list(args: { first?: number | null; after?: string | null }): Promise<Page<Location>> {
    const { first, after, cursor } = pageArguments(args, CURSOR_FORM);
    const locations = await this.#locations.findAfter(after ?? BEFORE_ALL, first + 1);
    return toPage(locations, first, { cursorOf: ({ name, id }) => toCursor([name, id]), after: cursor });
  }
}
