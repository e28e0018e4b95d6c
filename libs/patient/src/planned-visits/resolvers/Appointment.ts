import type { AppointmentResolvers } from './../../types.generated';

export const Appointment: Pick<AppointmentResolvers, 'treatmentPlan'|'__resolveReference'> = {
  treatmentPlan: ({ id }, _args, { planLoader }) => planLoader.ofVisit.load(id),
};
