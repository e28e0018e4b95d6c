import type { LeadAlreadyConvertedErrorResolvers } from './../../types.generated';

export const LeadAlreadyConvertedError: LeadAlreadyConvertedErrorResolvers = {
  patient: ({ patientId }, _args, { patientLoader }) => patientLoader.find(patientId),
};
