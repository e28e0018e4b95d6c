import { toPayload } from '@spindle/subgraph';
import type { MutationResolvers } from './../../../types.generated';

export const bookHeldSlot: NonNullable<MutationResolvers['bookHeldSlot']> = async (_parent, { input }, { holds, appointments }) =>
  toPayload(await holds.book(input), async (id) => ({ appointment: await appointments.reload(id) }));
