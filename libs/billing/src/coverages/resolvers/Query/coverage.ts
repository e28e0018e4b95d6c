import type { QueryResolvers } from './../../../types.generated';

export const coverage: NonNullable<QueryResolvers['coverage']> = (_parent, { id }, { load }) => load.coverages.byId.load(id);
