import type { Policy } from '@spindle/subgraph';
import type { ClinicalNote } from './note';

export const notes: Policy = {
  Query: { clinicalNote: ['PRACTITIONER', 'PATIENT'], notesToSign: ['PRACTITIONER'] },
  Mutation: {
    saveNote: ['PRACTITIONER'], copyNoteForward: ['PRACTITIONER'], signNote: ['PRACTITIONER'], cosignNote: ['PRACTITIONER'], addendNote: ['PRACTITIONER'],
  },
  types: {
    ClinicalNote: {
      patientOf: ({ patientId }: ClinicalNote) => patientId,
      openToPatient: ({ state }: ClinicalNote) => state === 'SIGNED',
      STRUCTURE: 'id version',
      NOTE: 'encounter patient state subjective objective assessment plan author writtenAt signedBy signedAt cosignedBy cosignedAt addenda versions signingChecks',
      only: { versions: ['PRACTITIONER'], signingChecks: ['PRACTITIONER'] },
    },
    NoteText: { NOTE: 'subjective objective assessment plan' },
    NoteVersion: { NOTE: 'version text author writtenAt' },
    NoteAddendum: { NOTE: 'id text author writtenAt' },
    SigningCheck: { NOTE: 'check finding overrideReason overriddenBy' },
    ClinicalNoteEdge: { STRUCTURE: 'cursor node' },
    ClinicalNoteConnection: { STRUCTURE: 'edges pageInfo' },
    SaveNotePayload: { STRUCTURE: 'note errors' },
    CopyNoteForwardPayload: { STRUCTURE: 'note errors' },
    SignNotePayload: { STRUCTURE: 'note errors' },
    CosignNotePayload: { STRUCTURE: 'note errors' },
    AddendNotePayload: { STRUCTURE: 'note errors' },
    EncounterNotFoundError: { STRUCTURE: 'message' },
    EncounterNotOpenError: { STRUCTURE: 'message status' },
    NoteSignedError: { STRUCTURE: 'message' },
    NoteConflictError: { STRUCTURE: 'message currentVersion', NOTE: 'current yours' },
    NothingToCopyError: { STRUCTURE: 'message' },
    NoteNotFoundError: { STRUCTURE: 'message' },
    NoteEmptyError: { STRUCTURE: 'message' },
    SigningRefusedError: { STRUCTURE: 'message failures', NOTE: 'musclesOutsideConsent' },
    CosignatureNotAllowedError: { STRUCTURE: 'message' },
    NoteNotSignedError: { STRUCTURE: 'message' },
    Encounter: { NOTE: 'note' },
  },
};
