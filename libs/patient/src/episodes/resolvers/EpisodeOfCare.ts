import { CURSOR_PART, pageArguments } from '@spindle/subgraph';
import type { EpisodeOfCareResolvers } from './../../types.generated';

export const EpisodeOfCare: EpisodeOfCareResolvers = {
  __resolveReference: ({ id }, { episodeLoader }) => episodeLoader.byId.load(id),
  dischargeSummary: ({ discharge, finishedOn }) => discharge && finishedOn && { ...discharge, dischargedOn: finishedOn },
  patient: ({ patientId }, _args, { patientLoader }) => patientLoader.byId.load(patientId),
  plans: ({ id }, args, { planLoader }) => planLoader.ofEpisode.load(id, pageArguments(args, [CURSOR_PART.day, CURSOR_PART.id])),
};
