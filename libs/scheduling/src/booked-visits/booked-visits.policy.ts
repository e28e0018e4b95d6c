import type { Policy } from '@spindle/subgraph';

export const bookedVisits: Policy = { types: { BookedVisitsError: { STRUCTURE: 'message', SCHEDULE: 'appointments groupSessions' } } };
