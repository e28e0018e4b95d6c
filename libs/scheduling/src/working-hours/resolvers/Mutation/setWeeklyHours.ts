import { toPayload } from '@spindle/subgraph';
import type { MutationResolvers } from './../../../types.generated';

export const setWeeklyHours: NonNullable<MutationResolvers['setWeeklyHours']> = async (_parent, { input }, { workingHours }) =>
  toPayload(await workingHours.setWeeklyHours(input), async (id) => ({ weeklyHours: await workingHours.findHours(id) }));
