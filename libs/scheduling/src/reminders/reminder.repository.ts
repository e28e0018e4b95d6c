import type { Id } from '@spindle/kernel';
import { statement, type Sql } from '@spindle/database';
import type { NotSentReason, Reminder, ReminderOffset, ReminderSchedule, ReminderState, ReminderTemplate } from './reminder';

const SCHEDULES = statement(`SELECT version, service_type_code, offsets, quiet_from, quiet_until FROM scheduling.reminder_schedule WHERE practice_id = $1 AND (service_type_code IS NULL OR service_type_code = ANY($2::text[]))`);
const IS_SERVICE = statement('SELECT FROM scheduling.service_type WHERE practice_id = $1 AND code = $2');
const OF_APPOINTMENTS = statement(`SELECT id, appointment_id, template, due_at, state, reason, ended_at FROM scheduling.reminder WHERE practice_id = $1 AND appointment_id = ANY($2::uuid[]) ORDER BY due_at, id`);
/** One that is due, locked until the transaction ends; those that another sender has are passed over. */
export const NEXT_DUE = statement(`SELECT id, appointment_id, template, due_at, attempts FROM scheduling.reminder WHERE practice_id = $1 AND state = 'PENDING' AND next_attempt_at <= $2
  ORDER BY next_attempt_at, id LIMIT 1 FOR NO KEY UPDATE SKIP LOCKED`);

/** Asked by the worker, which sees all practices: which have something to send. */
export const PRACTICES_TO_REMIND = `SELECT DISTINCT practice_id FROM scheduling.reminder WHERE state = 'PENDING' AND next_attempt_at <= $1`;

interface ScheduleRow { readonly version: number; readonly service_type_code: string | null; readonly offsets: ReminderOffset[]; readonly quiet_from: string; readonly quiet_until: string }
interface DueRow { readonly id: string; readonly appointment_id: string; readonly template: ReminderTemplate; readonly due_at: Date; readonly attempts: number }
interface ReminderRow extends Omit<DueRow, 'attempts'> { readonly state: ReminderState; readonly reason: NotSentReason | null; readonly ended_at: Date | null }

/** A reminder that is being sent. */
export interface DueReminder extends Pick<Reminder, 'id' | 'appointmentId' | 'template' | 'dueAt'> {
  /** How often sending it has failed. */
  readonly attempts: number;
}

/** Reads reminders and when they are sent. */
export class ReminderRepository {
  constructor(readonly sql: Sql, readonly practiceId: Id<'Practice'>) {}

  /** What the practice has set for all services, and for these. */
  async findSchedules(serviceTypeCodes: readonly string[]): Promise<ReminderSchedule[]> {
    const rows = await this.sql.rows<ScheduleRow>(SCHEDULES, [this.practiceId, serviceTypeCodes]);
    return rows.map((row) => ({ version: row.version, serviceTypeCode: row.service_type_code, offsets: row.offsets, quietFrom: row.quiet_from, quietUntil: row.quiet_until }));
  }

  async isServiceType(code: string): Promise<boolean> {
    return (await this.sql.rows(IS_SERVICE, [this.practiceId, code])).length > 0;
  }

  async findOf(appointmentIds: readonly Id<'Appointment'>[]): Promise<Reminder[]> {
    const rows = await this.sql.rows<ReminderRow>(OF_APPOINTMENTS, [this.practiceId, appointmentIds]);
    return rows.map((row) => ({ id: row.id, appointmentId: row.appointment_id, template: row.template, dueAt: row.due_at, state: row.state, reason: row.reason, endedAt: row.ended_at }));
  }

  async findDueForChange(now: Date): Promise<DueReminder | null> {
    const [row] = await this.sql.rows<DueRow>(NEXT_DUE, [this.practiceId, now]);
    return row ? { id: row.id, appointmentId: row.appointment_id, template: row.template, dueAt: row.due_at, attempts: row.attempts } : null;
  }
}
