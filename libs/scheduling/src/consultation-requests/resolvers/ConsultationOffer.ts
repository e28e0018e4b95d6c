import type { ConsultationOfferResolvers } from './../../types.generated';

export const ConsultationOffer: ConsultationOfferResolvers = {};
