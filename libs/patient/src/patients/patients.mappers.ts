export type { HumanName as HumanNameMapper, Patient as PatientMapper } from './patient';
export type { PossibleDuplicates as PossibleDuplicateErrorMapper } from './duplicates';
