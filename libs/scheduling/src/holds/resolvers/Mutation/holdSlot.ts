import { toPayload } from '@spindle/subgraph';
import type { MutationResolvers } from './../../../types.generated';

export const holdSlot: NonNullable<MutationResolvers['holdSlot']> = async (_parent, { input }, { holds, appointments }) =>
  toPayload(await holds.hold(input), async (id) => ({ appointment: await appointments.reload(id) }));
