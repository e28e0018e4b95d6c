import { toPayload } from '@spindle/subgraph';
import type { MutationResolvers } from './../../../types.generated';

export const releaseHold: NonNullable<MutationResolvers['releaseHold']> = async (_parent, { input }, { holds, appointments }) =>
  toPayload(await holds.release(input), async (id) => ({ appointment: await appointments.reload(id) }));
