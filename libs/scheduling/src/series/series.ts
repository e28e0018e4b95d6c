import type { CalendarDay, Id } from '@spindle/kernel';
import type { WeeklyTime } from './occurrence';

/** Visits that were booked in one go. */
export interface Series {
  readonly id: Id<'Series'>;
  readonly version: number;
  readonly patientId: Id<'Patient'>;
  readonly planId: Id<'TreatmentPlan'> | null;
  readonly serviceTypeCode: string;
  readonly locationId: Id<'Location'>;
  readonly firstDay: CalendarDay;
  readonly weeklyTimes: readonly WeeklyTime[];
  readonly timeZone: string;
  readonly durationMinutes: number;
  readonly bookedAt: Date;
}

/** One visit of a series: its place in the pattern, and the appointment in which it is now. */
export interface SeriesVisit {
  readonly seriesId: Id<'Series'>;
  readonly ordinal: number;
  readonly originalLocalStart: string;
  readonly appointmentId: Id<'Appointment'>;
}

export type SeriesScope = 'ONE' | 'THIS_AND_FOLLOWING' | 'ALL';

/** Which visits a change is for, by their place in the series. */
export function inScope(visits: readonly SeriesVisit[], ordinal: number, scope: SeriesScope): SeriesVisit[] {
  return visits.filter((visit) => scope === 'ALL' || visit.ordinal === ordinal || (scope === 'THIS_AND_FOLLOWING' && visit.ordinal > ordinal));
}
