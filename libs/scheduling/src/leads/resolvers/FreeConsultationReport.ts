import type   { FreeConsultationReportResolvers } from './../../types.generated';
    export const FreeConsultationReport: FreeConsultationReportResolvers = {
    /* Implement FreeConsultationReport resolver logic here */
  };