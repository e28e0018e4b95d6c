import type { SigningRefusedErrorResolvers } from './../../types.generated';

export const SigningRefusedError: SigningRefusedErrorResolvers = {
  musclesOutsideConsent: ({ musclesOutsideConsent }, _args, { catalogue }) => musclesOutsideConsent.map((key) => catalogue.muscles.find(key)).filter((muscle) => muscle !== null),
};
