import type { GroupSessionResolvers } from './../../types.generated';

export const GroupSession: GroupSessionResolvers = {
  serviceType: ({ serviceTypeCode }, _args, { serviceTypes }) => serviceTypes.byCode.load(serviceTypeCode),
  practitioner: ({ practitionerId }, _args, { practitioners }) => practitioners.byId.load(practitionerId),
  location: ({ locationId }, _args, { locations }) => locations.byId.load(locationId),
  room: ({ roomId }, _args, { locations }) => (roomId === null ? null : locations.roomById.load(roomId)),
  roster: ({ id }, args, { groupSessions }) => groupSessions.roster(id, args),
};
