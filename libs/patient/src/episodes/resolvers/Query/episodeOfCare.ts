import type { QueryResolvers } from './../../../types.generated';

export const episodeOfCare: NonNullable<QueryResolvers['episodeOfCare']> = (_parent, { id }, { episodeLoader }) => episodeLoader.byId.load(id);
