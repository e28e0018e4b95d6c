import type   { FreeConsultationSourceCountResolvers } from './../../types.generated';
    export const FreeConsultationSourceCount: FreeConsultationSourceCountResolvers = {
    /* Implement FreeConsultationSourceCount resolver logic here */
  };