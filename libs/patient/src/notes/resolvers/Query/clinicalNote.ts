import type { QueryResolvers } from './../../../types.generated';

export const clinicalNote: NonNullable<QueryResolvers['clinicalNote']> = (_parent, { id }, { noteLoader }) => noteLoader.byId.load(id);
