import type { QueryResolvers } from './../../../types.generated';

export const series: NonNullable<QueryResolvers['series']> = (_parent, { id }, { series: known }) => known.byId.load(id);
