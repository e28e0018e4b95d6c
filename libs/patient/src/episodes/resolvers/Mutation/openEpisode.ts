import { toPayload } from '@spindle/subgraph';
import type { MutationResolvers } from './../../../types.generated';

export const openEpisode: NonNullable<MutationResolvers['openEpisode']> = async (_parent, { input }, { episodes, episodeLoader }) =>
  toPayload(await episodes.open(input), async (id) => ({ episode: await episodeLoader.reload(id) }));
