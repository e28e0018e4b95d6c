import { STAFF, type Policy } from '@spindle/subgraph';

export const payers: Policy = {
  Query: { payers: [...STAFF, 'PATIENT'], insurancePlans: [...STAFF, 'PATIENT'] },
  types: {
    Payer: { STRUCTURE: 'id', REFERENCE: 'name payerId' },
    InsurancePlan: { STRUCTURE: 'id', REFERENCE: 'name payer kind' },
    PayerEdge: { STRUCTURE: 'cursor node' },
    PayerConnection: { STRUCTURE: 'edges pageInfo' },
    InsurancePlanEdge: { STRUCTURE: 'cursor node' },
    InsurancePlanConnection: { STRUCTURE: 'edges pageInfo' },
  },
};
