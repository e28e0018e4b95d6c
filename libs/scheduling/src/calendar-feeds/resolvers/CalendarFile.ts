import type { CalendarFileResolvers } from './../../types.generated';

export const CalendarFile: CalendarFileResolvers = {};
