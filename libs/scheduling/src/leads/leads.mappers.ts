export type { Lead as LeadMapper } from './lead';
export type { FreeConsultationReport as FreeConsultationReportMapper } from './free-consultation';
export type { LeadIsPatientError as LeadIsPatientErrorMapper } from './free-consultation';
