import type { Policy } from '@spindle/subgraph';

export const leads: Policy = {
  Mutation: { convertLead: ['FRONT_DESK', 'PRACTITIONER', 'PRACTICE_ADMIN'] },
  types: {
    ConvertLeadPayload: { STRUCTURE: 'patient errors' },
    LeadAlreadyConvertedError: { STRUCTURE: 'message', STAFF: 'patient' },
  },
};
