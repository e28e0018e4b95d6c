import type { Id } from '@spindle/kernel';
import type { Sql } from '@spindle/database';
import { noticeOf, remindersOf, scheduleFor, type RemindedVisit, type ReminderSchedule } from './reminder';
import { ReminderRepository } from './reminder.repository';
import { ReminderWriter, type NewReminder } from './reminder.writer';

/** Keeps the reminders of visits in step with them, in the transaction that changes them: as many statements for one as for many. */
export class ReminderPlanner {
  readonly #reminders: ReminderRepository;
  readonly #writer: ReminderWriter;

  constructor(sql: Sql, practiceId: Id<'Practice'>, readonly now: Date) {
    this.#reminders = new ReminderRepository(sql, practiceId);
    this.#writer = new ReminderWriter(sql, practiceId);
  }

  /** The visits are booked: their patients are reminded. */
  plan(visits: readonly RemindedVisit[]): Promise<void> {
    return this.#add(visits, (visit, schedule) => remindersOf(visit, schedule, this.now).map((dueAt) => ({ appointmentId: visit.id, template: 'VISIT_REMINDER', dueAt })));
  }

  /** The visits were moved without their patients: they are told of the new time. */
  tellMoves(visits: readonly RemindedVisit[]): Promise<void> {
    return this.#add(visits, (visit, schedule) => [{ appointmentId: visit.id, template: 'VISIT_MOVED', dueAt: noticeOf(visit, schedule, this.now) }]);
  }

  /** The visits will not be, or have begun. */
  async cancel(ids: readonly Id<'Appointment'>[]): Promise<void> {
    if (ids.length > 0) await this.#writer.cancel(ids, this.now);
  }

  async #add(visits: readonly RemindedVisit[], remindersFor: (visit: RemindedVisit, schedule: ReminderSchedule) => NewReminder[]): Promise<void> {
    if (visits.length === 0) return;
    const schedules = await this.#reminders.findSchedules([...new Set(visits.map(({ serviceTypeCode }) => serviceTypeCode))]);
    await this.#writer.add(visits.flatMap((visit) => remindersFor(visit, scheduleFor(visit.serviceTypeCode, schedules))));
  }
}
