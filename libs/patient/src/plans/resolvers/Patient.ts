import { CURSOR_PART, pageArguments } from '@spindle/subgraph';
import type { PatientResolvers } from './../../types.generated';

export const Patient: Pick<PatientResolvers, 'treatmentPlans'|'__resolveReference'> = {
  treatmentPlans: ({ id }, args, { planLoader }) => planLoader.ofPatient.load(id, pageArguments(args, [CURSOR_PART.day, CURSOR_PART.id])),
};
