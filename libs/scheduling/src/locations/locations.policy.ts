import { STAFF, type Policy } from '@spindle/subgraph';

export const locations: Policy = {
  Query: { location: [...STAFF, 'PATIENT'], locations: [...STAFF, 'PATIENT'] },
  types: {
    Location: {
      STRUCTURE: 'id',
      REFERENCE: 'name timeZone addressLines city state postalCode telephone cancellationNoticeHours noShowGraceMinutes rooms',
    },
    Room: { STRUCTURE: 'id', REFERENCE: 'name location' },
    LocationEdge: { STRUCTURE: 'node cursor' },
    LocationConnection: { STRUCTURE: 'edges pageInfo' },
  },
};
