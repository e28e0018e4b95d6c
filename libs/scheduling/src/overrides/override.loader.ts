import DataLoader from 'dataloader';
import type { Id } from '@spindle/kernel';
import type { PracticeSession } from '@spindle/database';
import { findInOrder } from '../in-order';
import { OverrideRepository, type RecordedOverride } from './override.repository';

/** Overrides by appointment, one statement per batch. */
export class OverrideLoader {
  readonly byAppointment: DataLoader<Id<'Appointment'>, RecordedOverride | null>;

  constructor(session: PracticeSession) {
    const overrides = new OverrideRepository(session, session.viewer.practiceId);
    this.byAppointment = new DataLoader(async (ids) => findInOrder(ids, await overrides.findMany(ids), ({ appointmentId }) => appointmentId));
  }
}
