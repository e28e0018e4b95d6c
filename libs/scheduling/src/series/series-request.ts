import { err, ok, type CalendarDay, type Id, type Result } from '@spindle/kernel';
import type { TreatmentPlan } from '../plans/limits';
import type { InvalidInputError } from '../visit-flow/reason';
import { occurrencesOf, type Occurrence, type WeeklyTime } from './occurrence';
import { SERIES_LIMIT } from './proposal';

/** What a series shall be; null is left to the plan, the service or the site. */
export interface SeriesRequest {
  readonly planId: Id<'TreatmentPlan'> | null;
  readonly patientId: Id<'Patient'> | null;
  readonly serviceTypeCode: string | null;
  readonly locationId: Id<'Location'>;
  readonly practitionerId: Id<'Practitioner'> | null;
  readonly roomId: Id<'Room'> | null;
  readonly firstDay: CalendarDay | null;
  readonly weeklyTimes: readonly WeeklyTime[];
  readonly visits: number | null;
  readonly durationMinutes: number | null;
}

export interface PlanUnknownError { readonly kind: 'PlanUnknownError'; readonly message: string }
export interface SeriesTooLongError { readonly kind: 'SeriesTooLongError'; readonly message: string; readonly limit: number }

/** For whom and what a series is. */
export interface SeriesSubject {
  readonly patientId: Id<'Patient'>;
  readonly serviceTypeCode: string;
}

const invalid = (field: string, message: string): InvalidInputError => ({ kind: 'InvalidInputError', message, field: `request.${field}` });
const CLOCK_TIME = /^([01]\d|2[0-3]):[0-5]\d$/;
const MOST_TIMES_A_WEEK = 21;
const DURATION_MINUTES = { least: 5, most: 480 } as const;

/** Patient and service, from the request or from the plan. `planPatientId`: under which id the plan's patient is known now. */
export function subjectOf(request: SeriesRequest, plan: TreatmentPlan | null, planPatientId: Id<'Patient'> | null): Result<SeriesSubject, InvalidInputError | PlanUnknownError> {
  if (request.planId !== null && !plan) return err({ kind: 'PlanUnknownError', message: 'This plan is not known here. If the patient accepted it just now, try again in a few seconds.' });
  const patientId = request.patientId ?? planPatientId;
  if (patientId === null) return err(invalid('patientId', 'Name the patient or their plan.'));
  if (planPatientId !== null && patientId !== planPatientId) return err(invalid('patientId', 'The plan is for another patient.'));
  const codes = plan?.serviceTypeCodes ?? [];
  const serviceTypeCode = request.serviceTypeCode ?? (codes.length === 1 ? codes[0] ?? null : null);
  if (serviceTypeCode === null) return err(invalid('serviceTypeCode', 'Name the service of the series.'));
  if (codes.length > 0 && !codes.includes(serviceTypeCode)) return err(invalid('serviceTypeCode', 'The plan does not name this service.'));
  return ok({ patientId, serviceTypeCode });
}

export interface NumberFacts {
  readonly plan: TreatmentPlan | null;
  readonly planVisitsUsed: number;
  /** At the site. */
  readonly today: CalendarDay;
}

/** The visits that are asked for, in order, by wall time. */
export function plannedOccurrences(request: SeriesRequest, { plan, planVisitsUsed, today }: NumberFacts): Result<Occurrence[], InvalidInputError | SeriesTooLongError> {
  const { weeklyTimes, durationMinutes } = request;
  if (weeklyTimes.length === 0 || weeklyTimes.length > MOST_TIMES_A_WEEK) return err(invalid('weeklyTimes', `Name 1 to ${MOST_TIMES_A_WEEK} times of the week.`));
  if (weeklyTimes.some(({ time }) => !CLOCK_TIME.test(time))) return err(invalid('weeklyTimes', 'A time is written as "08:30", from 00:00 to 23:59.'));
  if (new Set(weeklyTimes.map(({ weekday, time }) => `${weekday} ${time}`)).size !== weeklyTimes.length) return err(invalid('weeklyTimes', 'Each time of the week is named once.'));
  if (durationMinutes !== null && (durationMinutes < DURATION_MINUTES.least || durationMinutes > DURATION_MINUTES.most)) return err(invalid('durationMinutes', `A visit takes ${DURATION_MINUTES.least} to ${DURATION_MINUTES.most} minutes.`));
  const visits = request.visits ?? (plan && Math.max(0, plan.visitsPlanned - planVisitsUsed));
  if (visits === null) return err(invalid('visits', 'Say how many visits.'));
  if (visits < 1) return err(invalid('visits', request.visits === null ? 'The plan has no visit left to book. Say how many visits, or revise the plan.' : 'A series has at least one visit.'));
  if (visits > SERIES_LIMIT) return err({ kind: 'SeriesTooLongError', message: `A series has at most ${SERIES_LIMIT} visits. Book the rest when these are on their way.`, limit: SERIES_LIMIT });
  const firstDay = request.firstDay ?? (plan && plan.startsOn > today ? plan.startsOn : today);
  if (firstDay < today) return err(invalid('firstDay', 'The series would begin before today.'));
  if (firstDay > '9990-01-01') return err(invalid('firstDay', 'This day is too far away.'));
  return ok(occurrencesOf({ firstDay, weeklyTimes, visits }));
}
