import type { NoteAddendumResolvers } from './../../types.generated';

export const NoteAddendum: NoteAddendumResolvers = {
  author: ({ authorId }) => ({ id: authorId }),
};
