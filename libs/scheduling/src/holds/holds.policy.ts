import type { Policy } from '@spindle/subgraph';

export const holds: Policy = {
  Mutation: {
    holdSlot: ['FRONT_DESK', 'PRACTITIONER', 'PRACTICE_ADMIN', 'SERVICE'],
    bookHeldSlot: ['FRONT_DESK', 'PRACTITIONER', 'PRACTICE_ADMIN', 'SERVICE'],
    releaseHold: ['FRONT_DESK', 'PRACTITIONER', 'PRACTICE_ADMIN', 'SERVICE'],
  },
  types: {
    HoldSlotPayload: { STRUCTURE: 'appointment errors' },
    BookHeldSlotPayload: { STRUCTURE: 'appointment errors' },
    ReleaseHoldPayload: { STRUCTURE: 'appointment errors' },
    HoldExpiredError: { STRUCTURE: 'message', SCHEDULE: 'expiredAt' },
  },
};
