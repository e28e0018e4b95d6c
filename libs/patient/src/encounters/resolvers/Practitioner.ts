import type { PractitionerResolvers } from './../../types.generated';

export const Practitioner: PractitionerResolvers = {
  __resolveReference: ({ id }) => ({ id }),
};
