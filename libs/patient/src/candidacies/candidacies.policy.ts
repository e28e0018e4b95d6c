import type { Policy } from '@spindle/subgraph';
import type { Candidacy } from './candidacy';

export const candidacies: Policy = {
  Mutation: { signCandidacy: ['PRACTITIONER'] },
  types: {
    Candidacy: {
      patientOf: ({ patientId }: Candidacy) => patientId,
      STRUCTURE: 'id',
      CLINICAL: 'patient procedure verdict precautions alternative practitioner signedAt signedOn',
    },
    CandidacyEdge: { STRUCTURE: 'cursor node' },
    CandidacyConnection: { STRUCTURE: 'edges pageInfo' },
    Patient: { CLINICAL: 'candidacies' },
    SignCandidacyPayload: { STRUCTURE: 'candidacy errors' },
    ScreeningNotPassedError: { STRUCTURE: 'message', CLINICAL: 'state' },
  },
};
