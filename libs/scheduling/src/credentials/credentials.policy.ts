import type { Policy } from '@spindle/subgraph';

export const credentials: Policy = {
  Mutation: { addCredential: ['PRACTICE_ADMIN'], renewCredential: ['PRACTICE_ADMIN'], endCredential: ['PRACTICE_ADMIN'] },
  types: {
    AddCredentialPayload: { STRUCTURE: 'credential errors' },
    RenewCredentialPayload: { STRUCTURE: 'credential errors' },
    EndCredentialPayload: { STRUCTURE: 'credential errors' },
    CredentialNotFoundError: { STRUCTURE: 'message' },
  },
};
