import { CURSOR_PART, pageArguments } from '@spindle/subgraph';
import type { PatientResolvers } from './../../types.generated';

export const Patient: Pick<PatientResolvers, 'consents'|'__resolveReference'> = {
  consents: ({ id }, args, { consentLoader }) => consentLoader.ofPatient.load(id, pageArguments(args, [CURSOR_PART.instant, CURSOR_PART.id])),
};
