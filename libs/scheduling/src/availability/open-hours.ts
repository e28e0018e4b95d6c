import type { CalendarDay } from '@spindle/kernel';
import type { ZoneClock } from '../wall-time';
import type { Availability, PractitionerAvailability, SiteAvailability, WallStretch, WeeklyHours } from './availability';
import { melt, without, type Stretch } from './stretches';

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

/** Of what and where hours are asked. */
export interface HoursQuestion {
  readonly availability: Availability;
  readonly site: SiteAvailability;
  readonly practitioner: PractitionerAvailability;
  /** The clocks of the site. */
  readonly clock: ZoneClock;
}

/** When the practitioner's week and extra hours let patients of the service in. Neither absences nor closures are taken off. */
export function hoursOf({ availability, site, practitioner, clock }: HoursQuestion): Stretch[] {
  const { within, serviceType: { code } } = availability;
  const here = practitioner.weeklyHours.filter(({ locationId }) => locationId === site.location.id);
  const stretches: Stretch[] = [];
  for (let day = dayNumber(clock.wallOf(within.startsAt)) - 1; day <= dayNumber(clock.wallOf(within.endsAt)) + 1; day += 1) {
    for (const { opensMinute, closesMinute } of openOn(day, here)) {
      stretches.push({ startsAt: clock.instantOf(day * DAY_MS + opensMinute * MINUTE_MS), endsAt: clock.instantOf(day * DAY_MS + closesMinute * MINUTE_MS) });
    }
  }
  const extra = practitioner.exceptions.filter(({ kind, locationId, serviceTypeCode }) => kind === 'EXTRA_HOURS' && locationId === site.location.id && (serviceTypeCode === null || serviceTypeCode === code));
  return melt([...stretches, ...extra.map((exception) => toInstants(exception, clock))]);
}

/** When the practitioner is absent from the site. */
export function absencesOf({ availability, site, practitioner, clock }: HoursQuestion): Stretch[] {
  const { code } = availability.serviceType;
  const absences = practitioner.exceptions.filter(({ kind, locationId, serviceTypeCode }) =>
    kind === 'ABSENCE' && (locationId === null || locationId === site.location.id) && (serviceTypeCode === null || serviceTypeCode === code));
  return melt(absences.map((exception) => toInstants(exception, clock)));
}

/** When the site is closed, for one kind of reason or for any. */
export function closedOf(site: SiteAvailability, clock: ZoneClock, kind?: 'CLOSURE' | 'HOLIDAY'): Stretch[] {
  return melt(site.closures.filter((closure) => kind === undefined || closure.kind === kind).map((closure) => toInstants(closure, clock)));
}

/** When visits of the service may take place: hours without absences and closures. */
export function openHours(question: HoursQuestion): Stretch[] {
  return without(hoursOf(question), melt([...absencesOf(question), ...closedOf(question.site, question.clock)]));
}

/** Where the service has hours of its own on the day, those for every service do not count. */
function openOn(day: number, weeks: readonly WeeklyHours[]): WeeklyHours['days'] {
  const date = new Date(day * DAY_MS).toISOString().slice(0, 10) as CalendarDay;
  const weekday = ((day + 3) % 7) + 1;
  const valid = weeks.filter(({ validFrom, validTo }) => validFrom <= date && (validTo === null || date <= validTo));
  const own = valid.filter(({ serviceTypeCode }) => serviceTypeCode !== null);
  return (own.length > 0 ? own : valid).flatMap(({ days }) => days.filter((each) => each.weekday === weekday));
}

function toInstants({ localFrom, localUntil }: WallStretch, clock: ZoneClock): Stretch {
  return { startsAt: clock.instantOf(Date.parse(`${localFrom}Z`)), endsAt: clock.instantOf(Date.parse(`${localUntil}Z`)) };
}

function dayNumber(wall: number): number {
  return Math.floor(wall / DAY_MS);
}
