import { toPayload } from '@spindle/subgraph';
import type { MutationResolvers } from './../../../types.generated';

export const addAvailabilityException: NonNullable<MutationResolvers['addAvailabilityException']> = async (_parent, { input }, { workingHours }) =>
  toPayload(await workingHours.addException(input), async (id) => ({ exception: await workingHours.findException(id) }));
