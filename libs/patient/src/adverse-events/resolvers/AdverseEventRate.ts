import type { AdverseEventRateResolvers } from './../../types.generated';

export const AdverseEventRate: AdverseEventRateResolvers = {};
