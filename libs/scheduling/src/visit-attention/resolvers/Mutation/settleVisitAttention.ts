import { toPayload } from '@spindle/subgraph';
import type { MutationResolvers } from './../../../types.generated';

export const settleVisitAttention: NonNullable<MutationResolvers['settleVisitAttention']> = async (_parent, { input }, { worklist, appointments }) =>
  toPayload(await worklist.settle(input), async (id) => ({ appointment: await appointments.reload(id) }));
