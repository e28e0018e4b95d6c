import type { Policy } from '@spindle/subgraph';

export const travel: Policy = {
  Mutation: { setTravelTime: ['PRACTICE_ADMIN'] },
  types: { TravelTime: { REFERENCE: 'location minutes' }, Location: { REFERENCE: 'travelTimes' }, SetTravelTimePayload: { STRUCTURE: 'location errors' } },
};
