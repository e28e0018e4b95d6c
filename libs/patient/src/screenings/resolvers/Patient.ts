import { CURSOR_PART, pageArguments } from '@spindle/subgraph';
import type { PatientResolvers } from './../../types.generated';

export const Patient: Pick<PatientResolvers, 'screenings'|'__resolveReference'> = {
  screenings: ({ id }, args, { screeningLoader }) => screeningLoader.ofPatient.load(id, pageArguments(args, [CURSOR_PART.instant, CURSOR_PART.id])),
};
