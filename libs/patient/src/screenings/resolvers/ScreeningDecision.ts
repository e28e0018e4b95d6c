import type { ScreeningDecisionResolvers } from './../../types.generated';

export const ScreeningDecision: ScreeningDecisionResolvers = {
  practitioner: ({ practitionerId }) => ({ id: practitionerId }),
};
