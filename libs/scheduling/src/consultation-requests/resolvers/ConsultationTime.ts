import type { ConsultationTimeResolvers } from './../../types.generated';

export const ConsultationTime: ConsultationTimeResolvers = {};
