import type { WeeklyHoursResolvers } from './../../types.generated';

export const WeeklyHours: WeeklyHoursResolvers = {};
