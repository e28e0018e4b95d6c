import type { Policy } from '@spindle/subgraph';

export const cancellations: Policy = {
  Query: { cancellationCounts: ['PRACTICE_ADMIN'] },
  arguments: { 'Query.cancellationCounts(from)': 'Appointment.startsAt', 'Query.cancellationCounts(through)': 'Appointment.startsAt' },
  types: {
    Appointment: { SCHEDULE: 'cancellationCode' },
    CancellationCounts: { STAFF: 'from through counts' },
    CancellationCount: { STAFF: 'code cancelled lateCancelled noShow' },
  },
};
