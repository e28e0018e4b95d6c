import type { LocationResolvers } from './../../types.generated';

export const Location: LocationResolvers = {
  __resolveReference: ({ id }, { locations }) => locations.byId.load(id),
  rooms: ({ id }, _args, { locations }) => locations.rooms.load(id),
};
