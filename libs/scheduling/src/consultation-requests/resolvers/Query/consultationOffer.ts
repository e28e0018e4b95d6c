import type { QueryResolvers } from './../../../types.generated';

export const consultationOffer: NonNullable<QueryResolvers['consultationOffer']> = (_parent, { locationId, first }, { consultationRequests }) => consultationRequests.offer(locationId, first);
