import type { EquipmentResolvers } from './../../types.generated';

export const Equipment: EquipmentResolvers = {
  location: ({ locationId }, _args, { locations }) => locations.byId.load(locationId),
};
