import { toPayload } from '@spindle/subgraph';
import type { MutationResolvers } from './../../../types.generated';

export const createGroupSession: NonNullable<MutationResolvers['createGroupSession']> = async (_parent, { input }, { groupPlanning, groupSessions }) =>
  toPayload(await groupPlanning.create(input), async (id) => ({ groupSession: await groupSessions.reload(id) }));
