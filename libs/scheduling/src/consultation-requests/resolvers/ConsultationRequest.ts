import type { ConsultationRequestResolvers } from './../../types.generated';

export const ConsultationRequest: ConsultationRequestResolvers = {
  appointment: ({ appointmentId }, _args, { appointments }) => appointmentId && appointments.byId.load(appointmentId),
  lead: ({ leadId }, _args, { leads }) => leads.byId.load(leadId),
  location: ({ locationId }, _args, { locations }) => locations.byId.load(locationId),
};
