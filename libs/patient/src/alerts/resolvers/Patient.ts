import type { PatientResolvers } from './../../types.generated';

export const Patient: Pick<PatientResolvers, 'alerts'|'clinicalAlerts'|'__resolveReference'> = {
  alerts: ({ id }, _args, { alertLoader }) => alertLoader.ofPatient(id, 'ADMINISTRATIVE'),
  clinicalAlerts: ({ id }, _args, { alertLoader }) => alertLoader.ofPatient(id, 'CLINICAL'),
};
