export type { MergeRecord as MergeRecordMapper, PatientAlreadyMergedError as PatientAlreadyMergedErrorMapper } from './merge';
