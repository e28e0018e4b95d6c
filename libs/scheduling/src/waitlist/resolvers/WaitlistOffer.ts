import type { WaitlistOfferResolvers } from './../../types.generated';

export const WaitlistOffer: WaitlistOfferResolvers = {
  appointment: ({ appointmentId }, _args, { appointments }) => appointments.byId.load(appointmentId),
  entry: ({ entryId }, _args, { waitlist }) => waitlist.entryById.load(entryId),
};
