import { CURSOR_PART, pageArguments } from '@spindle/subgraph';
import type { QueryResolvers } from './../../../types.generated';

export const notesToSign: NonNullable<QueryResolvers['notesToSign']> = (_parent, page, { notes }) => notes.toSign(pageArguments(page, [CURSOR_PART.instant, CURSOR_PART.id]));
