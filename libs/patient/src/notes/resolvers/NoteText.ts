import type { NoteTextResolvers } from './../../types.generated';

export const NoteText: NoteTextResolvers = {};
