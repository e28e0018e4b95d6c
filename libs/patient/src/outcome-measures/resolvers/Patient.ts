import { CURSOR_PART, pageArguments } from '@spindle/subgraph';
import type { PatientResolvers } from './../../types.generated';

export const Patient: Pick<PatientResolvers, 'outcomeScores'|'outcomeTrend'|'__resolveReference'> = {
  outcomeScores: ({ id }, args, { outcomeScoreLoader }) => outcomeScoreLoader.ofPatient.load(id, pageArguments(args, [CURSOR_PART.day, CURSOR_PART.id])),
  outcomeTrend: ({ id }, { measure }, { outcomeScoreLoader }) => outcomeScoreLoader.trend(id, measure),
};
