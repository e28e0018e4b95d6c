import type { AppointmentResolvers } from './../../types.generated';

export const Appointment: Pick<AppointmentResolvers, 'encounter'|'id'|'__resolveReference'> = {
  __resolveReference: ({ id }) => ({ id }),
  encounter: ({ id }, _args, { encounterLoader }) => encounterLoader.byAppointment.load(id),
};
