import { toPayload } from '@spindle/subgraph';
import type { MutationResolvers } from './../../../types.generated';

export const releaseSeat: NonNullable<MutationResolvers['releaseSeat']> = async (_parent, { input }, { seats, appointments }) =>
  toPayload(await seats.release(input), async (id) => ({ appointment: await appointments.reload(id) }));
