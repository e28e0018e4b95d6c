import type { GroupSessionFullErrorResolvers } from './../../types.generated';

export const GroupSessionFullError: GroupSessionFullErrorResolvers = {
  nearestSessions: ({ groupSessionId }, _args, { groupSessions }) => groupSessions.openNear(groupSessionId),
};
