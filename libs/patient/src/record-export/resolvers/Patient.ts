import type { PatientResolvers } from './../../types.generated';

export const Patient: Pick<PatientResolvers, 'clinicalRecord' | '__resolveReference'> = {
  clinicalRecord: ({ id }, _args, { recordExportLoader }) => recordExportLoader.load(id),
};
