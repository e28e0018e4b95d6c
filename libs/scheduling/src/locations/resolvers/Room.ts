import type { RoomResolvers } from './../../types.generated';

export const Room: Pick<RoomResolvers, 'id'|'location'|'name'> = {
  location: ({ locationId }, _args, { locations }) => locations.byId.load(locationId),
};
