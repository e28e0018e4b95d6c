import type { QueryResolvers } from './../../../types.generated';

export const locations: NonNullable<QueryResolvers['locations']> = (_parent, args, { locations: sites }) => sites.list(args);
