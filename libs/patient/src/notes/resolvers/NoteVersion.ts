import type { NoteVersionResolvers } from './../../types.generated';

export const NoteVersion: NoteVersionResolvers = {
  author: ({ authorId }) => ({ id: authorId }),
};
