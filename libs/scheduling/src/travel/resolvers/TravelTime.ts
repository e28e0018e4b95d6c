import type { TravelTimeResolvers } from './../../types.generated';

export const TravelTime: TravelTimeResolvers = {
  location: ({ otherLocationId }, _args, { locations }) => locations.byId.load(otherLocationId),
};
