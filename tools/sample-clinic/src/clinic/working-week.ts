import type { Id } from '@spindle/kernel';
import { calendarDay, weekday, type DayNumber } from '../calendar/day-number';
import { isHoliday } from '../calendar/holidays';
import type { SampleContext, Practitioner, Site } from './context';

/** Minutes of lunch; it is staggered, so that the sites never stand empty. */
const LUNCH_MINUTES = 30;
const NOON = 12 * 60;

/** Days ahead for which holidays are written. */
const HOLIDAYS_AHEAD = 400;

/** The stretches of a practitioner's day at a site, in minutes of its clocks; none when they are not there. */
export function stretchesOf({ week }: Pick<Practitioner, 'week'>, { place, siteNumber, site, day }: { place: number; siteNumber: number; site: Site; day: number }): readonly (readonly [from: number, to: number])[] {
  const hours = site.hours[day];
  if (week[day] !== siteNumber || !hours) return [];
  const lunch = NOON + (place % 3) * LUNCH_MINUTES;
  return [[hours.opensAt, lunch], [lunch + LUNCH_MINUTES, hours.closesAt]];
}

/** Writes the weeks of the practitioners, so that times can be searched and booked. */
export function writeWeeklyHours({ sink, firstDay }: SampleContext, { sites, practitioners }: { sites: readonly Site[]; practitioners: readonly Practitioner[] }, newId: () => string): void {
  for (const [place, practitioner] of practitioners.entries()) {
    for (const [siteNumber, site] of sites.entries()) {
      const days = [1, 2, 3, 4, 5, 6, 7].flatMap((isoDay) => stretchesOf(practitioner, { place, siteNumber, site, day: isoDay % 7 }).map(([opens, closes]) => ({ isoDay, opens, closes })));
      if (days.length === 0) continue;
      const id = newId();
      sink.add('scheduling.weekly_hours', { id, version: 1, practitioner_id: practitioner.id, location_id: site.id, valid_from: calendarDay(firstDay - 30) });
      for (const { isoDay, opens, closes } of days) sink.add('scheduling.weekly_hours_day', { weekly_hours_id: id, weekday: isoDay, opens_minute: opens, closes_minute: closes });
    }
  }
}

/** Writes the holidays to come as closures of the whole practice. */
export function writeHolidays({ sink, today }: SampleContext, newId: () => string): void {
  for (let day: DayNumber = today; day < today + HOLIDAYS_AHEAD; day += 1) {
    if (!isHoliday(day) || [0, 6].includes(weekday(day))) continue;
    sink.add('scheduling.closure', { id: newId(), version: 1, kind: 'HOLIDAY', name: 'Public holiday', local_from: `${calendarDay(day)}T00:00`, local_until: `${calendarDay(day + 1)}T00:00` });
  }
}

/** Minutes by car between the practice's two sites. */
export const TRAVEL_MINUTES = 20;

/** Writes how far the sites are apart, each pair once, the lower id first. */
export function writeTravelTimes({ sink }: SampleContext, sites: readonly { readonly id: Id<'Location'> }[]): void {
  const ids = sites.map(({ id }) => id).sort();
  for (const [place, id] of ids.entries()) for (const other of ids.slice(place + 1)) sink.add('scheduling.travel_time', { location_id: id, other_location_id: other, minutes: TRAVEL_MINUTES });
}
