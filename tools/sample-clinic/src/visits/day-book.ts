import { clockOrigin, weekday, type DayNumber } from '../calendar/day-number';
import type { Clinic, SampleContext } from '../clinic/context';
import { stretchesOf } from '../clinic/working-week';
import type { Duty } from './visit';

/** A duty with its practitioner's place in the practice and the stretches of the day on which visits may lie, in minutes. */
export interface DutyHours extends Duty {
  readonly place: number;
  readonly stretches: readonly (readonly [from: number, to: number])[];
}

/** Who works where on a day. Each practitioner has a room of their own that day, so that rooms never clash; lunch is staggered. */
export function dutiesOf({ profile }: SampleContext, { sites, practitioners }: Clinic, day: DayNumber): DutyHours[] {
  const origin = clockOrigin(day, profile.timeZone);
  const roomsTaken = sites.map(() => 0);
  return practitioners.flatMap((practitioner, place) => {
    const at = practitioner.week[weekday(day)] ?? null;
    const site = at === null ? undefined : sites[at];
    if (at === null || !site) return [];
    const stretches = stretchesOf(practitioner, { place, siteNumber: at, site, day: weekday(day) });
    if (stretches.length === 0) return [];
    const room = roomsTaken[at] ?? 0;
    roomsTaken[at] = room + 1;
    const roomId = site.roomIds[room];
    if (!roomId) throw new RangeError(`${site.name} has fewer rooms than practitioners.`);
    return [{ practitioner, site, roomId, day, origin, place, stretches }];
  });
}

/** How many visits fit into a duty, about. */
export function capacityOf({ stretches }: DutyHours): number {
  const AVERAGE_MINUTES = 36;
  return stretches.reduce((total, [from, to]) => total + to - from, 0) / AVERAGE_MINUTES;
}
