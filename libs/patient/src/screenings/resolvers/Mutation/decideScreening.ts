import { toPayload } from '@spindle/subgraph';
import type { MutationResolvers } from './../../../types.generated';

export const decideScreening: NonNullable<MutationResolvers['decideScreening']> = async (_parent, { input }, { screenings, screeningLoader }) =>
  toPayload(await screenings.decide(input), async (id) => ({ screening: await screeningLoader.byId.clear(id).load(id) }));
