import type { ConsultationReceiptResolvers } from './../../types.generated';

export const ConsultationReceipt: ConsultationReceiptResolvers = {
  location: ({ locationId }, _args, { locations }) => locations.byId.load(locationId),
  startsAt: ({ startsAt }) => new Date(startsAt),
};
