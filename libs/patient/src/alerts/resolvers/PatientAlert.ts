import type { PatientAlertResolvers } from './../../types.generated';

export const PatientAlert: PatientAlertResolvers = {
  patient: ({ patientId }, _args, { patientLoader }) => patientLoader.byId.load(patientId),
};
