import type { PatientResolvers } from './../../types.generated';

export const Patient: Pick<PatientResolvers, 'aftercareSheet'|'__resolveReference'> = {
  aftercareSheet: ({ id }, { muscles, on }, { aftercareLoader }) => aftercareLoader.ofPatient(id, muscles, on),
};
