import { STAFF, type Policy } from '@spindle/subgraph';
import type { Obligation } from './obligation';

export const obligations: Policy = {
  Query: { obligationsDue: STAFF },
  arguments: { 'Query.obligationsDue(dueThrough)': 'Obligation.dueOn' },
  types: {
    Obligation: {
      patientOf: ({ patientId }: Obligation) => patientId,
      STRUCTURE: 'id',
      STAFF: 'kind patient plan raisedOn dueOn state doneOn source',
    },
    ObligationEdge: { STRUCTURE: 'cursor node' },
    ObligationConnection: { STRUCTURE: 'edges pageInfo' },
    TreatmentPlan: { STAFF: 'obligations' },
  },
};
