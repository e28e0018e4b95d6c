import { toPayload } from '@spindle/subgraph';
import type { MutationResolvers } from './../../../types.generated';

export const setReminderSchedule: NonNullable<MutationResolvers['setReminderSchedule']> = async (_parent, { input }, { reminderSchedules }) =>
  toPayload(await reminderSchedules.set(input), async ({ serviceTypeCode }) => ({ schedule: await reminderSchedules.find(serviceTypeCode) }));
