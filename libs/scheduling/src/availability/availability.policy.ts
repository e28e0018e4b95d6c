import { STAFF, type Policy } from '@spindle/subgraph';

export const availability: Policy = {
  Query: { availableSlots: STAFF, whyNoSlot: STAFF },
  arguments: {
    'Query.availableSlots(serviceTypeCode)': 'ServiceType.code', 'Query.availableSlots(from)': 'AvailableSlot.startsAt', 'Query.availableSlots(durationMinutes)': '',
    'Query.whyNoSlot(serviceTypeCode)': 'ServiceType.code', 'Query.whyNoSlot(startsAt)': '', 'Query.whyNoSlot(durationMinutes)': '',
  },
  types: {
    AvailableSlot: { SCHEDULE: 'startsAt endsAt localStart utcOffset practitioner location room' },
    AvailableSlots: { SCHEDULE: 'slots searchEnded searchedUntil refusals knownLimits' },
    SlotRefusal: { SCHEDULE: 'reason message' },
    SlotExplanation: { SCHEDULE: 'refusals nearestStarts knownLimits' },
  },
};
