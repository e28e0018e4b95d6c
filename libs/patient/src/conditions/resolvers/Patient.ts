import { CURSOR_PART, pageArguments } from '@spindle/subgraph';
import type { PatientResolvers } from './../../types.generated';

export const Patient: Pick<PatientResolvers, 'conditions'|'__resolveReference'> = {
  conditions: ({ id }, args, { conditionLoader }) => conditionLoader.ofPatient.load(id, pageArguments(args, [CURSOR_PART.day, CURSOR_PART.id])),
};
