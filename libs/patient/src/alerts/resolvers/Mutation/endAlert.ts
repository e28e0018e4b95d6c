import { toPayload } from '@spindle/subgraph';
import type { MutationResolvers } from './../../../types.generated';

export const endAlert: NonNullable<MutationResolvers['endAlert']> = async (_parent, { input }, { alerts }) =>
  toPayload(await alerts.end(input), async (id) => ({ alert: await alerts.find(id) }));
