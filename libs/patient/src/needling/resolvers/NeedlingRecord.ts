import { needlingCode, standing, summarize } from '../needling';
import type { NeedlingRecordResolvers } from './../../types.generated';

export const NeedlingRecord: NeedlingRecordResolvers = {
  distinctMuscles: ({ rows }) => summarize(rows).distinctMuscles,
  history: ({ rows }) => [...rows],
  needlesIn: ({ rows }) => summarize(rows).needlesIn,
  needlesOut: ({ rows }) => summarize(rows).needlesOut,
  procedureCode: ({ rows }) => needlingCode(summarize(rows)),
  sites: ({ rows }) => standing(rows).slice(0, 100),
};
