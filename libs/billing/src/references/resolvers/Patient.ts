import type { PatientResolvers } from './../../types.generated';

export const Patient: Pick<PatientResolvers, 'id' | '__resolveReference'> = {
  __resolveReference: ({ id }) => ({ id }),
};
