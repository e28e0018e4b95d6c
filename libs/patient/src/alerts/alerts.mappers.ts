export type { PatientAlert as PatientAlertMapper } from './alert';
