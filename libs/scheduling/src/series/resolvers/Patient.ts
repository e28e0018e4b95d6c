import type { PatientResolvers } from './../../types.generated';

export const Patient: Pick<PatientResolvers, 'series'|'__resolveReference'> = {
  series: ({ id }, args, { series }) => series.list('PATIENT', id, args),
};
