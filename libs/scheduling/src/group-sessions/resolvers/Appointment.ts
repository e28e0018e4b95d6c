import type { AppointmentResolvers } from './../../types.generated';

export const Appointment: Pick<AppointmentResolvers, 'groupSession'|'__resolveReference'> = {
  groupSession: ({ sessionId }, _args, { groupSessions }) => (sessionId === null ? null : groupSessions.byId.load(sessionId)),
};
