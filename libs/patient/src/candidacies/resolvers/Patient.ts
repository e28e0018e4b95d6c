import { CURSOR_PART, pageArguments } from '@spindle/subgraph';
import type { PatientResolvers } from './../../types.generated';

export const Patient: Pick<PatientResolvers, 'candidacies'|'__resolveReference'> = {
  candidacies: ({ id }, args, { candidacyLoader }) => candidacyLoader.ofPatient.load(id, pageArguments(args, [CURSOR_PART.instant, CURSOR_PART.id])),
};
