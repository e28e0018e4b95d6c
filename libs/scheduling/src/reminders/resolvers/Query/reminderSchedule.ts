import type { QueryResolvers } from './../../../types.generated';

export const reminderSchedule: NonNullable<QueryResolvers['reminderSchedule']> = (_parent, { serviceTypeCode }, { reminderSchedules }) => reminderSchedules.find(serviceTypeCode ?? null);
