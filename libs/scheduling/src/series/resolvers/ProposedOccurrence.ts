import type { ProposedOccurrenceResolvers } from './../../types.generated';

export const ProposedOccurrence: ProposedOccurrenceResolvers = {
  endsAt: ({ endsAt }) => (endsAt === null ? null : new Date(endsAt)),
  practitioner: ({ practitionerId }, _args, { practitioners }) => practitionerId && practitioners.byId.load(practitionerId),
  room: ({ roomId }, _args, { locations }) => roomId && locations.roomById.load(roomId),
  startsAt: ({ startsAt }) => (startsAt === null ? null : new Date(startsAt)),
};
