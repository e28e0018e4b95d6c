import type { QueryResolvers } from './../../../types.generated';

export const locations: NonNullable<QueryResolvers['locations']> = (_parent, _args, { locations: sites }) => sites.all();
