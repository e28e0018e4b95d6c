import { toPayload } from '@spindle/subgraph';
import type { MutationResolvers } from './../../../types.generated';

export const recordAdverseEvent: NonNullable<MutationResolvers['recordAdverseEvent']> = async (_parent, { input }, { adverseEvents, adverseEventLoader }) =>
  toPayload(await adverseEvents.record(input), async (recorded) => ({ adverseEvent: await adverseEventLoader.recorded(recorded) }));
