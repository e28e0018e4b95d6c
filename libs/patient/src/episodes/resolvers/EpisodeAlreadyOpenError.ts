import type { EpisodeAlreadyOpenErrorResolvers } from './../../types.generated';

export const EpisodeAlreadyOpenError: EpisodeAlreadyOpenErrorResolvers = {
  episode: ({ episodeId }, _args, { episodeLoader }) => episodeId && episodeLoader.byId.load(episodeId),
};
