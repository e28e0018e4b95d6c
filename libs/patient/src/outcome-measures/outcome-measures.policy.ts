import { STAFF, type Policy } from '@spindle/subgraph';

export const outcomeMeasures: Policy = {
  Query: { outcomeMeasures: [...STAFF, 'PATIENT'] },
  types: {
    OutcomeMeasure: { REFERENCE: 'code version name scoring direction missingRule missingAtMost items thresholds licence source confirmedBy' },
    OutcomeMeasureItem: { REFERENCE: 'number least most text' },
    ChangeThreshold: { REFERENCE: 'kind value population source' },
    OutcomeMeasureEdge: { STRUCTURE: 'cursor node' },
    OutcomeMeasureConnection: { STRUCTURE: 'edges pageInfo' },
  },
};
