import type { AppointmentResolvers } from './../../types.generated';

export const Appointment: AppointmentResolvers = {
  __resolveReference: ({ id }) => ({ id }),
  encounter: ({ id }, _args, { encounterLoader }) => encounterLoader.byAppointment.load(id),
};
