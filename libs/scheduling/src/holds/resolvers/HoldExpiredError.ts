import type { HoldExpiredErrorResolvers } from './../../types.generated';

export const HoldExpiredError: HoldExpiredErrorResolvers = {
  expiredAt: ({ expiredAt }) => new Date(expiredAt),
};
