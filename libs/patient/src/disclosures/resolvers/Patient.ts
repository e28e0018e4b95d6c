import { CURSOR_PART, pageArguments } from '@spindle/subgraph';
import type { PatientResolvers } from './../../types.generated';

export const Patient: Pick<PatientResolvers, 'disclosures' | '__resolveReference'> = {
  disclosures: ({ id }, args, { disclosureLoader }) => disclosureLoader.ofPatient.load(id, pageArguments(args, [CURSOR_PART.day, CURSOR_PART.id])),
};
