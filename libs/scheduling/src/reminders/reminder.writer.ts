import type { Id } from '@spindle/kernel';
import { newId, statement, type Sql } from '@spindle/database';
import type { NotSentReason, ReminderSchedule, ReminderTemplate } from './reminder';

const ADD = statement(`INSERT INTO scheduling.reminder (practice_id, id, appointment_id, template, due_at, state, attempts, next_attempt_at)
  SELECT $1::uuid, id, appointment_id, template, due_at, 'PENDING', 0, due_at FROM jsonb_to_recordset($2::jsonb) AS new(id uuid, appointment_id uuid, template text, due_at timestamptz) ON CONFLICT DO NOTHING`);
const CANCEL = statement(`UPDATE scheduling.reminder SET state = 'CANCELLED', ended_at = $3 WHERE practice_id = $1 AND appointment_id = ANY($2::uuid[]) AND state = 'PENDING'`);
const END = statement('UPDATE scheduling.reminder SET state = $3, reason = $4, ended_at = $5, attempts = attempts + 1 WHERE practice_id = $1 AND id = $2');
const POSTPONE = statement('UPDATE scheduling.reminder SET attempts = attempts + 1, next_attempt_at = $3 WHERE practice_id = $1 AND id = $2');
const SET_SCHEDULE = statement(`INSERT INTO scheduling.reminder_schedule AS s (practice_id, id, version, service_type_code, offsets, quiet_from, quiet_until) VALUES ($1, $2, 1, $3, $4, $5, $6)
  ON CONFLICT (practice_id, (coalesce(service_type_code, ''))) DO UPDATE SET version = s.version + 1, offsets = excluded.offsets, quiet_from = excluded.quiet_from, quiet_until = excluded.quiet_until
  WHERE s.version = $7 RETURNING version`);

export interface NewReminder {
  readonly appointmentId: Id<'Appointment'>;
  readonly template: ReminderTemplate;
  readonly dueAt: Date;
}

/** Writes reminders and when they are sent; decides nothing. */
export class ReminderWriter {
  constructor(readonly sql: Sql, readonly practiceId: Id<'Practice'>) {}

  /** Adds those that do not stand yet, however many, in one statement. */
  async add(reminders: readonly NewReminder[]): Promise<void> {
    const rows = reminders.map(({ appointmentId, template, dueAt }) => ({ id: newId<'Reminder'>(), appointment_id: appointmentId, template, due_at: dueAt }));
    await this.sql.count(ADD, [this.practiceId, JSON.stringify(rows)]);
  }

  /** Nothing more is written about these visits. */
  async cancel(appointmentIds: readonly Id<'Appointment'>[], at: Date): Promise<void> {
    await this.sql.count(CANCEL, [this.practiceId, appointmentIds, at]);
  }

  /** Null: it was sent. */
  async end(id: Id<'Reminder'>, reason: NotSentReason | null, at: Date): Promise<void> {
    await this.sql.count(END, [this.practiceId, id, reason === null ? 'SENT' : 'NOT_SENT', reason, at]);
  }

  async postpone(id: Id<'Reminder'>, until: Date): Promise<void> {
    await this.sql.count(POSTPONE, [this.practiceId, id, until]);
  }

  /** False when the schedule has another version by now; zero is that of one nobody has set. */
  async setSchedule({ serviceTypeCode, version, offsets, quietFrom, quietUntil }: ReminderSchedule): Promise<boolean> {
    return (await this.sql.count(SET_SCHEDULE, [this.practiceId, newId<'ReminderSchedule'>(), serviceTypeCode, JSON.stringify(offsets), quietFrom, quietUntil, version])) === 1;
  }
}
