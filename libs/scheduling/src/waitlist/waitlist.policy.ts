import { STAFF, type Policy } from '@spindle/subgraph';
import type { WaitlistEntry } from './waitlist';

export const waitlist: Policy = {
  Query: { waitlistEntry: STAFF, waitlist: STAFF, openWaitlistOffers: STAFF },
  Mutation: {
    addToWaitlist: ['FRONT_DESK', 'PRACTITIONER', 'PRACTICE_ADMIN', 'SERVICE'],
    withdrawFromWaitlist: ['FRONT_DESK', 'PRACTITIONER', 'PRACTICE_ADMIN', 'SERVICE'],
    acceptWaitlistOffer: ['FRONT_DESK', 'PRACTITIONER', 'PRACTICE_ADMIN', 'SERVICE'],
    declineWaitlistOffer: ['FRONT_DESK', 'PRACTITIONER', 'PRACTICE_ADMIN', 'SERVICE'],
  },
  types: {
    WaitlistEntry: {
      patientOf: ({ patientId }: WaitlistEntry) => patientId,
      STRUCTURE: 'id version',
      SCHEDULE: 'state patient serviceType priority locations practitioners weekdays dayParts earliestDay latestDay noticeMinutes waitingSince appointment openOffer',
    },
    WaitlistOffer: { STRUCTURE: 'id', SCHEDULE: 'state entry appointment offeredAt expiresAt' },
    WaitlistEntryEdge: { STRUCTURE: 'node cursor' },
    WaitlistEntryConnection: { STRUCTURE: 'edges pageInfo' },
    WaitlistOfferEdge: { STRUCTURE: 'node cursor' },
    WaitlistOfferConnection: { STRUCTURE: 'edges pageInfo' },
    Patient: { SCHEDULE: 'waitlistEntries' },
    AddToWaitlistPayload: { STRUCTURE: 'entry errors' },
    WithdrawFromWaitlistPayload: { STRUCTURE: 'entry errors' },
    AcceptWaitlistOfferPayload: { STRUCTURE: 'offer errors' },
    DeclineWaitlistOfferPayload: { STRUCTURE: 'offer errors' },
    WaitlistEntryNotFoundError: { STRUCTURE: 'message' },
    WaitlistEntryEndedError: { STRUCTURE: 'message', SCHEDULE: 'state' },
    WaitlistOfferNotFoundError: { STRUCTURE: 'message' },
    OfferClosedError: { STRUCTURE: 'message', SCHEDULE: 'state' },
  },
};
