import type { Policy } from '@spindle/subgraph';
import type { Charge } from './charge';

export const charges: Policy = {
  types: {
    Charge: {
      patientOf: ({ patientId }: Charge) => patientId,
      STRUCTURE: 'id',
      CODING: 'procedureCode procedureLabel modifiers units',
      MONEY: 'patient appointment serviceDate amount state',
    },
    ChargeEdge: { STRUCTURE: 'cursor node' },
    ChargeConnection: { STRUCTURE: 'edges pageInfo' },
    Patient: { MONEY: 'charges' },
  },
};
