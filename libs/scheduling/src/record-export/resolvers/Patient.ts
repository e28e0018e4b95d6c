import type { PatientResolvers } from './../../types.generated';

export const Patient: Pick<PatientResolvers, 'visitRecord' | '__resolveReference'> = {
  visitRecord: ({ id }, _args, { records }) => records.load(id),
};
