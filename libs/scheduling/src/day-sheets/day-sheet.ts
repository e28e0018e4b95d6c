import type { CalendarDay } from '@spindle/kernel';
import type { Appointment } from '../appointments/appointment';
import type { Location } from '../locations/location';

/** Visits on one sheet at most. */
export const DAY_SHEET_LIMIT = 1_000;

/** All visits of one site on one of its days, by start. */
export interface DaySheet {
  readonly location: Location;
  readonly date: CalendarDay;
  readonly appointments: readonly Appointment[];
  readonly truncated: boolean;
}

/** Makes the sheet of visits read with a limit one above the sheet's. */
export function toDaySheet(location: Location, date: CalendarDay, visits: readonly Appointment[]): DaySheet {
  return { location, date, appointments: visits.slice(0, DAY_SHEET_LIMIT), truncated: visits.length > DAY_SHEET_LIMIT };
}
