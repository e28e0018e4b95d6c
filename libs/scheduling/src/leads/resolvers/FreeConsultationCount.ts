import type   { FreeConsultationCountResolvers } from './../../types.generated';
    export const FreeConsultationCount: FreeConsultationCountResolvers = {
    /* Implement FreeConsultationCount resolver logic here */
  };