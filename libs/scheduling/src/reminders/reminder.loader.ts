import DataLoader from 'dataloader';
import type { Id } from '@spindle/kernel';
import type { PracticeSession } from '@spindle/database';
import { groupInOrder } from '../in-order';
import type { Reminder } from './reminder';
import { ReminderRepository } from './reminder.repository';

/** Reminders by visit, one statement per batch. */
export class ReminderLoader {
  readonly ofAppointment: DataLoader<Id<'Appointment'>, Reminder[]>;

  constructor(session: PracticeSession) {
    const reminders = new ReminderRepository(session, session.viewer.practiceId);
    this.ofAppointment = new DataLoader(async (ids) => groupInOrder(ids, await reminders.findOf(ids), ({ appointmentId }) => appointmentId));
  }
}
