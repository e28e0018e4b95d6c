import type { Policy } from '@spindle/subgraph';

export const overrides: Policy = {
  types: {
    Appointment: { SCHEDULE: 'override' },
    AppointmentOverride: { SCHEDULE: 'personId role reason refusals overriddenAt' },
    OverrideNotAllowedError: { STRUCTURE: 'message' },
  },
};
