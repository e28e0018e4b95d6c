import type { AppointmentResolvers } from './../../types.generated';

export const Appointment: Pick<AppointmentResolvers, 'lead'|'__resolveReference'> = {
  lead: ({ leadId }, _args, { leads }) => (leadId === null ? null : leads.byId.load(leadId)),
};
