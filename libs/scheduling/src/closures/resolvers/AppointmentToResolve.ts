import type { AppointmentToResolveResolvers } from './../../types.generated';

export const AppointmentToResolve: AppointmentToResolveResolvers = {
  appointment: ({ appointmentId }, _args, { appointments }) => appointments.byId.load(appointmentId),
};
