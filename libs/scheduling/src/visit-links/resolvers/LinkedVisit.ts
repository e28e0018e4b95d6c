import type { LinkedVisitResolvers } from './../../types.generated';

export const LinkedVisit: LinkedVisitResolvers = {
  location: ({ locationId }, _args, { locations }) => locations.byId.load(locationId),
  startsAt: ({ startsAt }) => new Date(startsAt),
};
