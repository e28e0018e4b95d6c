import type   { AppointmentResolvers } from './../../types.generated';
    export const Appointment: Pick<AppointmentResolvers, 'cancellationCode'|'__resolveReference'> = {
    /* Implement Appointment resolver logic here */
  };