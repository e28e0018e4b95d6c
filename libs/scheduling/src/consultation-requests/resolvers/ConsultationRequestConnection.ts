import type { ConsultationRequestConnectionResolvers } from './../../types.generated';

export const ConsultationRequestConnection: ConsultationRequestConnectionResolvers = {};
