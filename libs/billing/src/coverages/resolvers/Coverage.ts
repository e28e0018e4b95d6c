import type { CoverageResolvers } from './../../types.generated';

export const Coverage: CoverageResolvers = {
  __resolveReference: ({ id }, { load }) => load.coverages.byId.load(id),
  patient: ({ patientId }) => ({ id: patientId }),
  payer: ({ plan }) => plan.payer,
};
