import type { ObligationResolvers } from './../../types.generated';

export const Obligation: ObligationResolvers = {
  patient: ({ patientId }, _args, { patientLoader }) => patientLoader.byId.load(patientId),
  plan: ({ planId }, _args, { planLoader }) => planLoader.byId.load(planId),
};
