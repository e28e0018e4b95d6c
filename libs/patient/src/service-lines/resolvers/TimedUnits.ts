import type { TimedUnitsResolvers } from './../../types.generated';

export const TimedUnits: TimedUnitsResolvers = {};
