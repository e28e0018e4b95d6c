export type { DayStretch as OpenHoursMapper } from './wall-input';
export type { RecordedException as AvailabilityExceptionMapper, RecordedWeeklyHours as WeeklyHoursMapper } from './working-hours.repository';
