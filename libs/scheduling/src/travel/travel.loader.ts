import DataLoader from 'dataloader';
import type { Id } from '@spindle/kernel';
import type { PracticeSession } from '@spindle/database';
import { groupInOrder } from '../in-order';
import type { TravelTime } from './travel-time';
import { TravelRepository } from './travel.repository';

/** The ways from sites to others, one statement per batch. */
export class TravelLoader {
  readonly ofLocation: DataLoader<Id<'Location'>, TravelTime[]>;

  constructor(session: PracticeSession) {
    const travel = new TravelRepository(session, session.viewer.practiceId);
    this.ofLocation = new DataLoader(async (ids) => groupInOrder(ids, await travel.findOfLocations(ids), ({ locationId }) => locationId));
  }
}
