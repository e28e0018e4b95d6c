import type { QueryResolvers } from './../../../types.generated';

export const groupSessions: NonNullable<QueryResolvers['groupSessions']> = (_parent, args, { groupSessions: sessions }) => sessions.ofDay(args);
