import { toPayload } from '@spindle/subgraph';
import type { MutationResolvers } from './../../../types.generated';

export const pinAlert: NonNullable<MutationResolvers['pinAlert']> = async (_parent, { input }, { alerts }) =>
  toPayload(await alerts.pin(input), async (id) => ({ alert: await alerts.find(id) }));
