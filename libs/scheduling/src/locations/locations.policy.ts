import { STAFF, type Policy } from '@spindle/subgraph';

export const locations: Policy = {
  Query: { location: [...STAFF, 'PATIENT'], locations: [...STAFF, 'PATIENT'] },
  Mutation: { addLocation: ['PRACTICE_ADMIN'], addRoom: ['PRACTICE_ADMIN'] },
  types: {
    Location: {
      STRUCTURE: 'id',
      REFERENCE: 'name timeZone addressLines city state postalCode telephone cancellationNoticeHours noShowGraceMinutes rooms',
    },
    Room: { STRUCTURE: 'id', REFERENCE: 'name location' },
    AddLocationPayload: { STRUCTURE: 'location errors' },
    AddRoomPayload: { STRUCTURE: 'room errors' },
    LocationEdge: { STRUCTURE: 'node cursor' },
    LocationConnection: { STRUCTURE: 'edges pageInfo' },
  },
};
