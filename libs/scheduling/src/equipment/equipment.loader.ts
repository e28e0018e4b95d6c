import DataLoader from 'dataloader';
import type { Id } from '@spindle/kernel';
import type { PracticeSession } from '@spindle/database';
import { groupInOrder } from '../in-order';
import type { Equipment } from './equipment';
import { EquipmentRepository } from './equipment.repository';

/** What of the equipment of sites is in use, one statement per batch. */
export class EquipmentLoader {
  readonly ofLocation: DataLoader<Id<'Location'>, Equipment[]>;

  constructor(session: PracticeSession) {
    const equipment = new EquipmentRepository(session, session.viewer.practiceId);
    this.ofLocation = new DataLoader(async (ids) => groupInOrder(ids, await equipment.findInUse(ids), ({ locationId }) => locationId));
  }
}
