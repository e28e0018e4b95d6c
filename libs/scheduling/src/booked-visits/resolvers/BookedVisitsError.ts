import type { BookedVisitsErrorResolvers } from './../../types.generated';

export const BookedVisitsError: BookedVisitsErrorResolvers = {
  appointments: ({ appointmentIds }, _args, { appointments }) => appointments.findMany(appointmentIds),
  groupSessions: ({ groupSessionIds }, _args, { groupSessions }) => groupSessions.findMany(groupSessionIds),
};
