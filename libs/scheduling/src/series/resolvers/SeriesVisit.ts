import type { SeriesVisitResolvers } from './../../types.generated';

export const SeriesVisit: SeriesVisitResolvers = {
  appointment: ({ appointmentId }, _args, { appointments }) => appointments.byId.load(appointmentId),
};
