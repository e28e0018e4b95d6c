import type { QueryResolvers } from './../../../types.generated';

export const groupSession: NonNullable<QueryResolvers['groupSession']> = (_parent, { id }, { groupSessions }) => groupSessions.byId.load(id);
