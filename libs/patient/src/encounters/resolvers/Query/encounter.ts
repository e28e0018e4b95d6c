import type { QueryResolvers } from './../../../types.generated';

export const encounter: NonNullable<QueryResolvers['encounter']> = (_parent, { id }, { encounterLoader }) => encounterLoader.byId.load(id);
