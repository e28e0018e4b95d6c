import type { DischargeSummaryResolvers } from './../../types.generated';

export const DischargeSummary: DischargeSummaryResolvers = {
  practitioner: ({ practitionerId }) => ({ id: practitionerId }),
};
