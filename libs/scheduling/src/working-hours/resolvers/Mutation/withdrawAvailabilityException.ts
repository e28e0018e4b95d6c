import { toPayload } from '@spindle/subgraph';
import type { MutationResolvers } from './../../../types.generated';

export const withdrawAvailabilityException: NonNullable<MutationResolvers['withdrawAvailabilityException']> = async (_parent, { input }, { workingHours }) =>
  toPayload(await workingHours.withdrawException(input), async (id) => ({ exception: await workingHours.findException(id) }));
