import type { QueryResolvers } from './../../../types.generated';

export const claim: NonNullable<QueryResolvers['claim']> = (_parent, { id }, { load }) => load.claims.byId.load(id);
