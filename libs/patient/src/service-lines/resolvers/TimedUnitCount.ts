import type { TimedUnitCountResolvers } from './../../types.generated';

export const TimedUnitCount: TimedUnitCountResolvers = {
  byCode: ({ byCode }) => [...byCode],
};
