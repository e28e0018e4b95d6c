import { CURSOR_PART, pageArguments } from '@spindle/subgraph';
import type { QueryResolvers } from './../../../types.generated';

export const searchPatients: NonNullable<QueryResolvers['searchPatients']> = (_parent, args, { patientSearch }) => patientSearch.find(args.text, pageArguments(args, [CURSOR_PART.text, CURSOR_PART.id]));
