import type { LocationResolvers } from './../../types.generated';

export const Location: Pick<LocationResolvers, 'equipment'|'__resolveReference'> = {
  equipment: ({ id }, _args, { equipment }) => equipment.ofLocation.load(id),
};
