import type { RepackVisitResolvers } from './../../types.generated';

export const RepackVisit: RepackVisitResolvers = {
  appointment: ({ appointmentId }, _args, { appointments }) => appointments.byId.load(appointmentId),
};
