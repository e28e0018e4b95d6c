import type { OccurrenceAlternativeResolvers } from './../../types.generated';

export const OccurrenceAlternative: OccurrenceAlternativeResolvers = {
  endsAt: ({ endsAt }) => new Date(endsAt),
  practitioner: ({ practitionerId }, _args, { practitioners }) => practitioners.byId.load(practitionerId),
  room: ({ roomId }, _args, { locations }) => roomId && locations.roomById.load(roomId),
  startsAt: ({ startsAt }) => new Date(startsAt),
};
