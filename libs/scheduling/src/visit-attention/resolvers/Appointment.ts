import type { AppointmentResolvers } from './../../types.generated';
import { authorizationOf } from '../attention';

export const Appointment: Pick<AppointmentResolvers, 'needsAttention'|'visitAuthorization'|'__resolveReference'> = {
  needsAttention: ({ id }, _args, { attention }) => attention.ofAppointment.load(id),
  visitAuthorization: async (visit, _args, { attention }) => authorizationOf(visit, await attention.decisionOf.load(visit.id)),
};
