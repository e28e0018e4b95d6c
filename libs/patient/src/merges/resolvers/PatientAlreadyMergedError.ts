import type { PatientAlreadyMergedErrorResolvers } from './../../types.generated';

export const PatientAlreadyMergedError: PatientAlreadyMergedErrorResolvers = {
  patient: ({ patientId }, _args, { patientLoader }) => patientLoader.byId.load(patientId),
};
