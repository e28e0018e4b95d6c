import { err, ok, type Clock, type Result } from '@spindle/kernel';
import type { IdempotencyKeyReusedError, PracticeSession } from '@spindle/database';
import type { InvalidInputError } from '../visit-flow/reason';
import { staleVersion, type StaleVersionError } from '../visit-flow/stale-version';
import { USUAL_SCHEDULE, type ReminderSchedule } from './reminder';
import { ReminderRepository } from './reminder.repository';
import { ReminderWriter } from './reminder.writer';
import { parseSchedule, type ScheduleInput } from './schedule-input';

export interface SetReminderScheduleInput extends ScheduleInput { readonly idempotencyKey: string }

/** Says and sets when patients are reminded. Reminders that stand already keep their times. */
export class ReminderScheduleService {
  readonly #session: PracticeSession;

  constructor(session: PracticeSession, readonly clock: Clock) {
    this.#session = session;
  }

  /** What holds for the service: its own schedule, the practice's, or the usual one. */
  async find(serviceTypeCode: string | null): Promise<ReminderSchedule> {
    const schedules = await new ReminderRepository(this.#session, this.#session.viewer.practiceId).findSchedules(serviceTypeCode === null ? [] : [serviceTypeCode]);
    return schedules.find((each) => each.serviceTypeCode === serviceTypeCode) ?? schedules.find((each) => each.serviceTypeCode === null) ?? USUAL_SCHEDULE;
  }

  /** Answers for which service it was set. */
  set(input: SetReminderScheduleInput): Promise<Result<{ readonly serviceTypeCode: string | null }, InvalidInputError | StaleVersionError | IdempotencyKeyReusedError>> {
    const { practiceId } = this.#session.viewer;
    return this.#session.mutate({ operation: 'setReminderSchedule', input: { ...input } }, async ({ sql, audit }): Promise<Result<{ readonly serviceTypeCode: string | null }, InvalidInputError | StaleVersionError>> => {
      audit.changed(null, 'REFERENCE');
      const schedule = parseSchedule(input);
      if (!schedule.ok) return schedule;
      const { serviceTypeCode } = schedule.value;
      const reminders = new ReminderRepository(sql, practiceId);
      if (serviceTypeCode !== null && !(await reminders.isServiceType(serviceTypeCode))) return err({ kind: 'InvalidInputError', message: 'There is no such service.', field: 'serviceTypeCode' });
      if (await new ReminderWriter(sql, practiceId).setSchedule(schedule.value)) return ok({ serviceTypeCode });
      const [known] = (await reminders.findSchedules(serviceTypeCode === null ? [] : [serviceTypeCode])).filter((each) => each.serviceTypeCode === serviceTypeCode);
      return err(staleVersion('schedule', known?.version ?? 0));
    });
  }
}
