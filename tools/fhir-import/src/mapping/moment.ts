import { parseCalendarDay, type CalendarDay } from '@spindle/kernel';
import { Temporal } from 'temporal-polyfill';
import { elementOf, textOf } from '../bundle/element';

/** An instant read from a FHIR dateTime. `isExact` is false where the source gives a day only: then it is the day's start. */
export interface Moment {
  readonly instant: Date;
  readonly isExact: boolean;
}

const DATE_TIME = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2})(:\d{2}(?:\.\d{1,9})?)?\s*(Z|[+-]\d{2}:?\d{2})?$/i;

/** The calendar day of a FHIR date, dateTime or instant, as its source wrote it; null for less than a day ("2014", "2014-05"). */
export function dayOf(value: unknown): CalendarDay | null {
  const text = textOf(value);
  if (text === null) return null;
  const day = parseCalendarDay(text.slice(0, 10));
  return text.length === 10 || DATE_TIME.test(text) ? day : null;
}

/** The instant of a FHIR dateTime; a time without an offset is read in `timeZone`. Null for less than a day and for what is no date. */
export function momentOf(value: unknown, timeZone: string): Moment | null {
  const text = textOf(value);
  const day = dayOf(text);
  if (text === null || day === null) return null;
  const [, , minutes, seconds = ':00', offset] = DATE_TIME.exec(text) ?? [];
  try {
    if (minutes === undefined) return { instant: startOf(Temporal.PlainDate.from(day).toPlainDateTime(), timeZone), isExact: false };
    const wallTime = `${day}T${minutes}${seconds}`;
    const instant = offset ? new Date(Temporal.Instant.from(`${wallTime}${offset.toUpperCase()}`).epochMilliseconds) : startOf(Temporal.PlainDateTime.from(wallTime), timeZone);
    return { instant, isExact: true };
  } catch {
    return null;
  }
}

function startOf(wallTime: Temporal.PlainDateTime, timeZone: string): Date {
  return new Date(wallTime.toZonedDateTime(timeZone).epochMilliseconds);
}

export interface DayRange {
  readonly from: CalendarDay;
  readonly to: CalendarDay;
}

/** The days of a FHIR Period; an end that is missing or before the start counts as the start. Null without a start. */
export function dayRangeOf(period: unknown): DayRange | null {
  const { start, end } = elementOf(period);
  const from = dayOf(start);
  const to = dayOf(end);
  if (from === null) return to === null ? null : { from: to, to };
  return { from, to: to === null || to < from ? from : to };
}

/** From the first day of any to the last of any; null for none. */
export function spanOf(ranges: readonly DayRange[]): DayRange | null {
  return ranges.reduce<DayRange | null>((span, { from, to }) => (
    span === null ? { from, to } : { from: from < span.from ? from : span.from, to: to > span.to ? to : span.to }), null);
}
