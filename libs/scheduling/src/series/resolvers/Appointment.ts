import type { AppointmentResolvers } from './../../types.generated';

export const Appointment: Pick<AppointmentResolvers, 'series'|'__resolveReference'> = {
  series: ({ id }, _args, { series }) => series.ofAppointment.load(id),
};
