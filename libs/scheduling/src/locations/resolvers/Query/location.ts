import type { QueryResolvers } from './../../../types.generated';

export const location: NonNullable<QueryResolvers['location']> = (_parent, { id }, { locations }) => locations.byId.load(id);
