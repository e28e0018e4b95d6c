import type { QueryResolvers } from './../../../types.generated';

export const linkedVisit: NonNullable<QueryResolvers['linkedVisit']> = (_parent, { tokenHash }, { visitLinks }) => visitLinks.find(tokenHash);
