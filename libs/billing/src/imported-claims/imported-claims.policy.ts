import type { Policy } from '@spindle/subgraph';
import type { ImportedClaim } from './imported-claim';

export const importedClaims: Policy = {
  types: {
    ImportedClaim: {
      patientOf: ({ patientId }: ImportedClaim) => patientId,
      STRUCTURE: 'id',
      CODING: 'diagnoses',
      INSURANCE: 'payerName',
      CLAIM: 'patient encounter serviceFrom serviceTo submitted allowed paid patientResponsibility lines',
    },
    ImportedClaimLine: { CODING: 'code description', CLAIM: 'lineNumber submitted' },
    ImportedClaimEdge: { STRUCTURE: 'cursor node' },
    ImportedClaimConnection: { STRUCTURE: 'edges pageInfo' },
    Patient: { CLAIM: 'importedClaims' },
    Encounter: { CLAIM: 'importedClaims' },
  },
};
