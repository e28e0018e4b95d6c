import type { RepackPlaceResolvers } from './../../types.generated';

export const RepackPlace: RepackPlaceResolvers = {
  endsAt: ({ endsAt }) => new Date(endsAt),
  location: ({ locationId }, _args, { locations }) => locations.byId.load(locationId),
  practitioner: ({ practitionerId }, _args, { practitioners }) => practitioners.byId.load(practitionerId),
  room: ({ roomId }, _args, { locations }) => roomId && locations.roomById.load(roomId),
  startsAt: ({ startsAt }) => new Date(startsAt),
};
