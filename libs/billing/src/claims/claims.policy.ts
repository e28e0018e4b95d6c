import { STAFF, type Policy } from '@spindle/subgraph';
import type { Claim } from './claim';

export const claims: Policy = {
  Query: {
    claim: [...STAFF, 'PATIENT'],
    claimWorklist: ['BILLER', 'PRACTICE_ADMIN', 'SERVICE'],
  },
  Mutation: { discardClaim: ['BILLER', 'PRACTICE_ADMIN', 'SERVICE'] },
  arguments: { 'Query.claimWorklist(states)': 'Claim.state' },
  types: {
    Claim: {
      patientOf: ({ patientId }: Claim) => patientId,
      STRUCTURE: 'id version',
      CODING: 'diagnosisCodes',
      INSURANCE: 'coverage payer',
      CLAIM: 'state frequency patientControlNumber payerControlNumber patient appointment serviceDate totalCharge lines submittedOn adjudicatedOn endReason ageDays',
    },
    ClaimLine: {
      CODING: 'procedureCode procedureLabel modifiers units diagnosisPointers',
      CLAIM: 'lineNumber charge paid adjusted balance patientBalance',
    },
    ClaimEdge: { STRUCTURE: 'cursor node' },
    ClaimConnection: { STRUCTURE: 'edges pageInfo' },
    DiscardClaimPayload: { STRUCTURE: 'claim errors' },
    ClaimNotFoundError: { STRUCTURE: 'message' },
    ClaimTransitionError: { STRUCTURE: 'message', CLAIM: 'state' },
    Patient: { CLAIM: 'claims' },
  },
};
