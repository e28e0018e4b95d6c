import { CURSOR_PART, pageArguments } from '@spindle/subgraph';
import type { QueryResolvers } from './../../../types.generated';

export const obligationsDue: NonNullable<QueryResolvers['obligationsDue']> = (_parent, { dueThrough, ...page }, { obligationLoader }) =>
  obligationLoader.due(dueThrough ?? null, pageArguments(page, [CURSOR_PART.day, CURSOR_PART.id]));
