import type { ClosureResolvers } from './../../types.generated';

export const Closure: ClosureResolvers = {
  location: ({ locationId }, _args, { locations }) => (locationId === null ? null : locations.byId.load(locationId)),
};
