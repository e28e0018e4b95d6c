import type { Policy } from '@spindle/subgraph';

export const recordExport: Policy = {
  types: { Patient: { RECORD: 'clinicalRecord' } },
};
