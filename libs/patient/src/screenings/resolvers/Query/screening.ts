import type { QueryResolvers } from './../../../types.generated';

export const screening: NonNullable<QueryResolvers['screening']> = (_parent, { id }, { screeningLoader }) => screeningLoader.byId.load(id);
