import type { AvailabilityExceptionResolvers } from './../../types.generated';

export const AvailabilityException: AvailabilityExceptionResolvers = {};
