import { ok, type Result } from '@spindle/kernel';
import { invalid } from '../texts';
import type { InvalidInputError } from '../visit-flow/reason';
import type { ReminderOffset, ReminderSchedule } from './reminder';

export interface ScheduleInput {
  readonly serviceTypeCode?: string | null | undefined;
  readonly version: number;
  readonly offsets: readonly { readonly daysBefore: number; readonly localTime?: string | null | undefined }[];
  readonly quietFrom: string;
  readonly quietUntil: string;
}

const CLOCK = /^([01]\d|2[0-3]):[0-5]\d$/;
const MOST_DAYS = 30;
const MOST_OFFSETS = 5;

/** Reads when patients are to be reminded. No times at all is an answer: never. */
export function parseSchedule({ serviceTypeCode = null, version, offsets, quietFrom, quietUntil }: ScheduleInput): Result<ReminderSchedule, InvalidInputError> {
  if (offsets.length > MOST_OFFSETS) return invalid('offsets', `At most ${MOST_OFFSETS} reminders of a visit.`);
  const read: ReminderOffset[] = [];
  for (const { daysBefore, localTime = null } of offsets) {
    if (daysBefore < 0 || daysBefore > MOST_DAYS) return invalid('offsets', `A reminder goes out 0 to ${MOST_DAYS} days before the visit.`);
    if (localTime !== null && !CLOCK.test(localTime)) return invalid('offsets', 'A time of day is written as "17:00".');
    if (daysBefore === 0 && localTime === null) return invalid('offsets', 'On the day of the visit, say at what time.');
    read.push({ daysBefore, localTime });
  }
  for (const [field, time] of Object.entries({ quietFrom, quietUntil })) if (!CLOCK.test(time)) return invalid(field, 'A time of day is written as "21:00".');
  return ok({ serviceTypeCode, version, offsets: read, quietFrom, quietUntil });
}
