import { CURSOR_PART, pageArguments } from '@spindle/subgraph';
import type { PatientResolvers } from './../../types.generated';

export const Patient: Pick<PatientResolvers, 'bodyMarks'|'__resolveReference'> = {
  bodyMarks: ({ id }, args, { bodyMarkLoader }) => bodyMarkLoader.ofPatient.load(id, pageArguments(args, [CURSOR_PART.instant, CURSOR_PART.id])),
};
