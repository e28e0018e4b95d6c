import type { LeadResolvers } from './../../types.generated';

export const Lead: LeadResolvers = {
  patient: ({ patientId }) => patientId && { id: patientId },
};
