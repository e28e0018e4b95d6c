import type { Policy } from '@spindle/subgraph';

export const plannedVisits: Policy = {
  types: { Appointment: { SCHEDULE: 'treatmentPlan' } },
};
