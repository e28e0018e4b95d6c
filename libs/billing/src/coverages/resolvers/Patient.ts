import type { PatientResolvers } from './../../types.generated';

export const Patient: Pick<PatientResolvers, 'coverages' | '__resolveReference'> = {
  coverages: ({ id }, _args, { load }) => load.coverages.ofPatient.load(id),
};
