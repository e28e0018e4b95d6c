import type { SigningCheckResolvers } from './../../types.generated';

export const SigningCheck: SigningCheckResolvers = {
  overriddenBy: ({ overriddenBy }) => overriddenBy && { id: overriddenBy },
};
