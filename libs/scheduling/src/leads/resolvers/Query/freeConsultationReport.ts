import type { QueryResolvers } from './../../../types.generated';

export const freeConsultationReport: NonNullable<QueryResolvers['freeConsultationReport']> = (_parent, { from, through }, { freeConsultations }) => freeConsultations.report(from, through);
