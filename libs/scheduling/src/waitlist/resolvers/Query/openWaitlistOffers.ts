import type { QueryResolvers } from './../../../types.generated';

export const openWaitlistOffers: NonNullable<QueryResolvers['openWaitlistOffers']> = (_parent, args, { waitlist }) => waitlist.openOffers(args);
