import type { Policy } from '@spindle/subgraph';

export const plans: Policy = {
  types: {
    KnownLimits: {
      SCHEDULE: 'planKnowledge planVisitsLeft certificationKnowledge certifiedThrough',
      INSURANCE: 'visitsLeftKnowledge visitsLeft authorizedThrough authorizedVisits',
    },
    TreatmentPlan: { STRUCTURE: 'id', SCHEDULE: 'bookedVisits attendedVisits' },
  },
};
