import type { RoomResolvers } from './../../types.generated';

export const Room: RoomResolvers = {
  location: ({ locationId }, _args, { locations }) => locations.byId.load(locationId),
};
