import { CURSOR_PART, pageArguments } from '@spindle/subgraph';
import type { QueryResolvers } from './../../../types.generated';

export const careTasksDue: NonNullable<QueryResolvers['careTasksDue']> = (_parent, { dueThrough, ...page }, { careTasks }) => 
  careTasks.due(dueThrough ?? null, pageArguments(page, [CURSOR_PART.day, CURSOR_PART.id]));
