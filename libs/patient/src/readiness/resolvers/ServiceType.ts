import type { ServiceTypeResolvers } from './../../types.generated';

export const ServiceType: ServiceTypeResolvers = {
  __resolveReference: ({ code }) => ({ code }),
  consentForm: ({ code }, _args, { readinessLoader }) => readinessLoader.formBefore(code),
  procedure: ({ code }, _args, { readinessLoader }) => readinessLoader.procedureOf(code),
  screeningQuestions: ({ code }, _args, { readinessLoader }) => readinessLoader.questionsBefore(code),
};
