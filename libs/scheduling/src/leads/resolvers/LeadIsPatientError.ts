import type { LeadIsPatientErrorResolvers } from './../../types.generated';

export const LeadIsPatientError: LeadIsPatientErrorResolvers = {
  patient: ({ patientId }) => ({ id: patientId }),
};
