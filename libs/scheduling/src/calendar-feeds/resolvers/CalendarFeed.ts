import type { CalendarFeedResolvers } from './../../types.generated';

export const CalendarFeed: CalendarFeedResolvers = {
  practitioner: ({ practitionerId }, _args, { practitioners }) => (practitionerId === null ? null : practitioners.byId.load(practitionerId)),
  room: ({ roomId }, _args, { locations }) => (roomId === null ? null : locations.roomById.load(roomId)),
};
