import type { LocationResolvers } from './../../types.generated';

export const Location: Pick<LocationResolvers, 'travelTimes'|'__resolveReference'> = {
  travelTimes: ({ id }, _args, { travel }) => travel.ofLocation.load(id),
};
