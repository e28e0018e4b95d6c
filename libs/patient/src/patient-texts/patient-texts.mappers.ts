export type { AftercareSheet as AftercareSheetMapper } from './aftercare-sheet';
export type { PatientText as PatientTextMapper } from './patient-text';
