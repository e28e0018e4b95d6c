import type { Policy } from '@spindle/subgraph';
import type { MergeRecord } from './merge';

export const merges: Policy = {
  Mutation: { mergePatients: ['FRONT_DESK', 'PRACTICE_ADMIN'], unmergePatients: ['PRACTICE_ADMIN'] },
  types: {
    MergeRecord: {
      patientOf: ({ survivorId }: MergeRecord) => survivorId,
      STRUCTURE: 'id',
      STAFF: 'survivor merged reason mergedAt unmergedAt unmergeReason',
    },
    MergePatientsPayload: { STRUCTURE: 'merge errors' },
    UnmergePatientsPayload: { STRUCTURE: 'merge errors' },
    PatientAlreadyMergedError: { STRUCTURE: 'message', STAFF: 'patient' },
    SamePatientError: { STRUCTURE: 'message' },
    MergeNotFoundError: { STRUCTURE: 'message' },
    MergeUndoneError: { STRUCTURE: 'message' },
    Patient: { IDENTITY: 'mergedInto', STAFF: 'merges' },
  },
};
