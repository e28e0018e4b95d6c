import { CURSOR_PART, pageArguments } from '@spindle/subgraph';
import type { PatientResolvers } from './../../types.generated';

export const Patient: Pick<PatientResolvers, 'charges' | '__resolveReference'> = {
  charges: ({ id }, args, { load }) => load.charges.ofPatient.load(id, pageArguments(args, [CURSOR_PART.day, CURSOR_PART.id])),
};
