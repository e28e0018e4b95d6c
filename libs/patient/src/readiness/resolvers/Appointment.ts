import type { AppointmentResolvers } from './../../types.generated';

export const Appointment: Pick<AppointmentResolvers, 'readiness'|'__resolveReference'> = {
  readiness: ({ id }, _args, { readinessLoader }) => readinessLoader.ofVisit(id),
};
