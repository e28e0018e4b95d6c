import type { PractitionerResolvers } from './../../types.generated';

export const Practitioner: PractitionerResolvers = {
  __resolveReference: ({ id }, { practitioners }) => practitioners.byId.load(id),
  credentials: ({ id }, _args, { practitioners }) => practitioners.credentials.load(id),
  locations: ({ id }, _args, { practitioners }) => practitioners.locations.load(id),
};
