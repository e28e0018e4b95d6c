import type { PractitionerResolvers } from './../../types.generated';

export const Practitioner: Pick<PractitionerResolvers, 'credentials'|'id'|'locations'|'name'|'npi'|'taxonomyCode'|'__resolveReference'> = {
  __resolveReference: ({ id }, { practitioners }) => practitioners.byId.load(id),
  credentials: ({ id }, _args, { practitioners }) => practitioners.credentials.load(id),
  locations: ({ id }, _args, { practitioners }) => practitioners.locations.load(id),
};
