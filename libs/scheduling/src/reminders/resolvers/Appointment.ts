import type { AppointmentResolvers } from './../../types.generated';

export const Appointment: Pick<AppointmentResolvers, 'reminders'|'__resolveReference'> = {
  reminders: ({ id }, _args, { reminders }) => reminders.ofAppointment.load(id),
};
