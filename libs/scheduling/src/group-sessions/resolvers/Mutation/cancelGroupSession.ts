import { toPayload } from '@spindle/subgraph';
import type { MutationResolvers } from './../../../types.generated';

export const cancelGroupSession: NonNullable<MutationResolvers['cancelGroupSession']> = async (_parent, { input }, { groupCancellations, groupSessions, appointments }) =>
  toPayload(await groupCancellations.cancel(input), async ({ id, visitIds }) => ({ groupSession: await groupSessions.reload(id), cancelled: await appointments.reloadMany(visitIds) }));
