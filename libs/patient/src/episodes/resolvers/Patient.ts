import { CURSOR_PART, pageArguments } from '@spindle/subgraph';
import type { PatientResolvers } from './../../types.generated';

export const Patient: Pick<PatientResolvers, 'episodes'|'__resolveReference'> = {
  episodes: ({ id }, args, { episodeLoader }) => episodeLoader.ofPatient.load(id, pageArguments(args, [CURSOR_PART.day, CURSOR_PART.id])),
};
