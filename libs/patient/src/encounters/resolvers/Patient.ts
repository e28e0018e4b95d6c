import { CURSOR_PART, pageArguments } from '@spindle/subgraph';
import type { PatientResolvers } from './../../types.generated';

export const Patient: Pick<PatientResolvers, 'encounters'|'__resolveReference'> = {
  encounters: ({ id }, args, { encounterLoader }) => encounterLoader.ofPatient.load(id, pageArguments(args, [CURSOR_PART.instant, CURSOR_PART.id])),
};
