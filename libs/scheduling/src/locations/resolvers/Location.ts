import type { LocationResolvers } from './../../types.generated';

export const Location: Pick<LocationResolvers, 'addressLines'|'cancellationNoticeHours'|'city'|'id'|'name'|'noShowGraceMinutes'|'postalCode'|'rooms'|'state'|'telephone'|'timeZone'|'__resolveReference'> = {
  __resolveReference: ({ id }, { locations }) => locations.byId.load(id),
  rooms: ({ id }, _args, { locations }) => locations.rooms.load(id),
};
