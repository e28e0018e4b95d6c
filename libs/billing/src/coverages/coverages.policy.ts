import { STAFF, type Policy } from '@spindle/subgraph';
import type { Coverage } from './coverage';

export const coverages: Policy = {
  Query: { coverage: [...STAFF, 'PATIENT'] },
  Mutation: {
    addCoverage: ['FRONT_DESK', 'BILLER', 'PRACTICE_ADMIN', 'SERVICE'],
    endCoverage: ['FRONT_DESK', 'BILLER', 'PRACTICE_ADMIN', 'SERVICE'],
  },
  types: {
    Coverage: {
      patientOf: ({ patientId }: Coverage) => patientId,
      STRUCTURE: 'id version source',
      IDENTIFIER: 'memberId',
      INSURANCE: 'patient plan payer priority relationship validFrom validTo',
    },
    AddCoveragePayload: { STRUCTURE: 'coverage errors' },
    EndCoveragePayload: { STRUCTURE: 'coverage errors' },
    CoverageOverlapsError: { STRUCTURE: 'message', INSURANCE: 'coverage' },
    CoverageNotFoundError: { STRUCTURE: 'message' },
    InsurancePlanNotFoundError: { STRUCTURE: 'message' },
    Patient: { INSURANCE: 'coverages' },
  },
};
