import { ACCESS_POSITION, pageArguments } from '@spindle/subgraph';
import type { PatientResolvers } from './../../types.generated';

export const Patient: Pick<PatientResolvers, 'scheduleAccesses' | '__resolveReference'> = {
  scheduleAccesses: ({ id }, args, { accesses }) => accesses.load(id, pageArguments(args, ACCESS_POSITION)),
};
