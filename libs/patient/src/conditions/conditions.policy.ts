import type { Policy } from '@spindle/subgraph';
import type { Condition } from './condition';

export const conditions: Policy = {
  Mutation: { recordCondition: ['PRACTITIONER', 'SERVICE'] },
  types: {
    Condition: {
      patientOf: ({ patientId }: Condition) => patientId,
      STRUCTURE: 'id source',
      CODING: 'patient code onset abatement clinicalStatus',
    },
    CodedConcept: { CODING: 'system code text' },
    ConditionEdge: { STRUCTURE: 'cursor node' },
    ConditionConnection: { STRUCTURE: 'edges pageInfo' },
    RecordConditionPayload: { STRUCTURE: 'condition errors' },
    Patient: { CODING: 'conditions' },
  },
};
