import type { OutcomeMeasureResolvers } from './../../types.generated';

export const OutcomeMeasure: OutcomeMeasureResolvers = {
  missingAtMost: ({ missing }) => missing.most,
  missingRule: ({ missing }) => missing.rule,
};
