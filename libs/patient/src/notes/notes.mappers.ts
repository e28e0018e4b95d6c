export type { ClinicalNote as ClinicalNoteMapper } from './note';
export type { NoteAddendum as NoteAddendumMapper, NoteVersion as NoteVersionMapper } from './note.repository';
export type { SigningRefusedError as SigningRefusedErrorMapper } from '../signing/signing-gate';
export type { KeptSigningCheck as SigningCheckMapper } from '../signing/signing-check.repository';
