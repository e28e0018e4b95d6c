import { toPayload } from '@spindle/subgraph';
import type { MutationResolvers } from './../../../types.generated';

export const withdrawServiceLine: NonNullable<MutationResolvers['withdrawServiceLine']> = async (_parent, { input }, { serviceLines, encounterLoader }) =>
  toPayload(await serviceLines.withdraw(input), async (id) => ({ encounter: await encounterLoader.byId.load(id) }));
