const DAY_MS = 86_400_000;

/** A day as CCYYMMDD. */
export type Day = string;

/** Whether the text is a day that exists, as CCYYMMDD. */
export function isDay(text: string): boolean {
  return /^\d{8}$/.test(text) && addDays(text, 0) === text;
}

/** The day `days` after (before, when negative) a day. */
export function addDays(day: Day, days: number): Day {
  const instant = new Date(Date.UTC(Number(day.slice(0, 4)), Number(day.slice(4, 6)) - 1, Number(day.slice(6, 8))) + days * DAY_MS);
  return instant.toISOString().slice(0, 10).replaceAll('-', '');
}

/** The day `months` after a day; the last day of a shorter month where the day does not exist in it. */
export function addMonths(day: Day, months: number): Day {
  const month = Number(day.slice(4, 6)) - 1 + months;
  const year = Number(day.slice(0, 4)) + Math.floor(month / 12);
  const inYear = ((month % 12) + 12) % 12;
  const last = new Date(Date.UTC(year, inYear + 1, 0)).getUTCDate();
  const date = Math.min(Number(day.slice(6, 8)), last);
  return `${String(year).padStart(4, '0')}${String(inYear + 1).padStart(2, '0')}${String(date).padStart(2, '0')}`;
}

/** First and last day of a DTP value: D8 gives the same day twice, RD8 its two; undefined where it is neither. */
export function spanOf(format: string, value: string): { readonly from: Day; readonly to: Day } | undefined {
  if (format === 'D8' && isDay(value)) return { from: value, to: value };
  const [from = '', to = ''] = value.split('-');
  return format === 'RD8' && isDay(from) && isDay(to) && from <= to ? { from, to } : undefined;
}
