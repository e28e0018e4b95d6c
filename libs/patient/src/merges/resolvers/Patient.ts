import type { PatientResolvers } from './../../types.generated';

export const Patient: Pick<PatientResolvers, 'mergedInto'|'merges'|'__resolveReference'> = {
  mergedInto: async ({ id }, _args, { mergeLoader, patientLoader }) => patientLoader.find(await mergeLoader.survivorOf(id)),
  merges: async ({ id }, _args, { mergeLoader }) => [...await mergeLoader.ofPatient.load(id)],
};
