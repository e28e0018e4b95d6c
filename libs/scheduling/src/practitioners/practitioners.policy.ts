import { STAFF, type Policy } from '@spindle/subgraph';

export const practitioners: Policy = {
  Query: { practitioner: [...STAFF, 'PATIENT'], practitioners: [...STAFF, 'PATIENT'] },
  Mutation: { addPractitioner: ['PRACTICE_ADMIN'] },
  types: {
    Practitioner: {
      STRUCTURE: 'id',
      REFERENCE: 'name npi taxonomyCode locations',
      STAFF: 'credentials',
    },
    PractitionerName: { REFERENCE: 'given family suffix display' },
    Credential: { STRUCTURE: 'id version', STAFF: 'kind identifier state validFrom validTo hours source' },
    AddPractitionerPayload: { STRUCTURE: 'practitioner errors' },
    NpiTakenError: { STRUCTURE: 'message' },
    PractitionerEdge: { STRUCTURE: 'node cursor' },
    PractitionerConnection: { STRUCTURE: 'edges pageInfo' },
  },
};
