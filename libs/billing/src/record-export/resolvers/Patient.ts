import type { PatientResolvers } from './../../types.generated';

export const Patient: Pick<PatientResolvers, 'insuranceRecord' | '__resolveReference'> = {
  insuranceRecord: ({ id }, _args, { load }) => load.records.load(id),
};
