import { CURSOR_PART, pageArguments } from '@spindle/subgraph';
import type { QueryResolvers } from './../../../types.generated';
import { searchPatients as search } from '../../search.repository';
import { parseSearch } from '../../search-tokens';

export const searchPatients: NonNullable<QueryResolvers['searchPatients']> = (_parent, args, { session }) =>
  search(session, parseSearch(args.text), pageArguments(args, [CURSOR_PART.text, CURSOR_PART.id]));
