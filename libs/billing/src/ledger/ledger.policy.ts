import type { Policy } from '@spindle/subgraph';

export const ledger: Policy = {
  types: { Patient: { MONEY: 'balance patientBalance' } },
};
