import type { PatientResolvers } from './../../types.generated';

export const Patient: Pick<PatientResolvers, 'readiness'|'__resolveReference'> = {
  readiness: ({ id }, { procedure, on }, { readinessLoader }) => readinessLoader.ofPatient(id, procedure, on ?? null),
};
