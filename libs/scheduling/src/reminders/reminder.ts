import { addDays, type CalendarDay, type Id } from '@spindle/kernel';
import { instantOf, wallTimeOf } from '../wall-time';

export const REMINDER_TEMPLATES = ['VISIT_REMINDER', 'VISIT_MOVED'] as const;
export type ReminderTemplate = (typeof REMINDER_TEMPLATES)[number];
export type ReminderState = 'PENDING' | 'SENT' | 'CANCELLED' | 'NOT_SENT';
export type NotSentReason = 'VISIT_OVER' | 'NO_ADDRESS' | 'GAVE_UP';

/** That somebody is to be written to about a visit. */
export interface Reminder {
  readonly id: Id<'Reminder'>;
  readonly appointmentId: Id<'Appointment'>;
  readonly template: ReminderTemplate;
  readonly dueAt: Date;
  readonly state: ReminderState;
  readonly reason: NotSentReason | null;
  readonly endedAt: Date | null;
}

/** So many days before a visit, when the site's clocks show a time: "17:00"; null: the visit's own. */
export interface ReminderOffset {
  readonly daysBefore: number;
  readonly localTime: string | null;
}

/** Between these times of day, on the site's clocks, nobody is written to; equal: at any time. The second may be on the next day. */
export interface QuietHours {
  readonly quietFrom: string;
  readonly quietUntil: string;
}

export interface ReminderSchedule extends QuietHours {
  /** Null: every service without a schedule of its own. */
  readonly serviceTypeCode: string | null;
  /** Zero: nobody has set it yet. */
  readonly version: number;
  readonly offsets: readonly ReminderOffset[];
}

/** Until a practice says otherwise: once, a day before, at the time of the visit. Quiet from nine to eight (47 CFR 64.1200 (c) (1) keeps those hours free of calls). */
export const USUAL_SCHEDULE: ReminderSchedule = { serviceTypeCode: null, version: 0, offsets: [{ daysBefore: 1, localTime: null }], quietFrom: '21:00', quietUntil: '08:00' };

/** A visit as far as its reminders depend on it. */
export interface RemindedVisit {
  readonly id: Id<'Appointment'>;
  readonly serviceTypeCode: string;
  readonly startsAt: Date;
  readonly localStart: string;
  readonly timeZone: string;
}

const MINUTE_MS = 60_000;

/** When a visit's patient is reminded: of what a schedule names, the times that are still to come and lie before the visit. */
export function remindersOf(visit: RemindedVisit, { offsets, ...quiet }: ReminderSchedule, now: Date): Date[] {
  const times = offsets.map(({ daysBefore, localTime }) => {
    const wall = `${addDays(visit.localStart.slice(0, 10) as CalendarDay, -daysBefore)}T${localTime ?? visit.localStart.slice(11)}`;
    return outsideQuietHours(onClock(wall, visit.timeZone), visit, quiet).getTime();
  });
  return [...new Set(times)].filter((time) => time > now.getTime() && time < visit.startsAt.getTime()).sort((a, b) => a - b).map((time) => new Date(time));
}

/** When somebody is told what cannot wait for long: now, or as soon as the quiet hours are over; now too when the visit begins before. */
export function noticeOf(visit: RemindedVisit, quiet: QuietHours, now: Date): Date {
  const at = outsideQuietHours(now, visit, quiet);
  return at < now ? now : at;
}

/** The schedule of a service, among those that a practice has set. */
export function scheduleFor(serviceTypeCode: string, schedules: readonly ReminderSchedule[]): ReminderSchedule {
  return schedules.find((each) => each.serviceTypeCode === serviceTypeCode) ?? schedules.find((each) => each.serviceTypeCode === null) ?? USUAL_SCHEDULE;
}

/** Whether a time of day, "22:30", lies in the quiet hours. */
export function isQuiet(time: string, { quietFrom, quietUntil }: QuietHours): boolean {
  return quietFrom <= quietUntil ? quietFrom <= time && time < quietUntil : time >= quietFrom || time < quietUntil;
}

/** The instant itself; in quiet hours their end, or, where the visit has begun by then or the clocks leave that time out, the last minute before them. */
function outsideQuietHours(instant: Date, { timeZone, startsAt }: RemindedVisit, quiet: QuietHours): Date {
  const [day, time] = partsOf(instant, timeZone);
  if (!isQuiet(time, quiet)) return instant;
  const isEvening = quiet.quietFrom > quiet.quietUntil && time >= quiet.quietFrom;
  const end = onClock(`${isEvening ? addDays(day, 1) : day}T${quiet.quietUntil}`, timeZone);
  if (end < startsAt && !isQuiet(partsOf(end, timeZone)[1], quiet)) return end;
  const isMorning = quiet.quietFrom > quiet.quietUntil && !isEvening;
  let before = onClock(`${isMorning ? addDays(day, -1) : day}T${quiet.quietFrom}`, timeZone).getTime();
  do before -= MINUTE_MS; while (isQuiet(partsOf(new Date(before), timeZone)[1], quiet));
  return new Date(before);
}

function partsOf(instant: Date, timeZone: string): [CalendarDay, string] {
  const wall = wallTimeOf(instant, timeZone);
  return [wall.slice(0, 10) as CalendarDay, wall.slice(11)];
}

/** A time that the clocks leave out is moved behind the gap. */
function onClock(wall: string, timeZone: string): Date {
  const instant = instantOf(wall, timeZone, 'SHIFT_FORWARD');
  if (!instant) throw new Error('A time that may be shifted exists.');
  return instant;
}
