import { STAFF, type Policy } from '@spindle/subgraph';

export const serviceTypes: Policy = {
  Query: { serviceTypes: [...STAFF, 'PATIENT'] },
  types: {
    ServiceType: { REFERENCE: 'code name aliases durationMinutes needsRoom requiredCredential complimentary retired' },
    ServiceTypeEdge: { STRUCTURE: 'node cursor' },
    ServiceTypeConnection: { STRUCTURE: 'edges pageInfo' },
  },
};
