import type { DisclosureResolvers } from './../../types.generated';

export const Disclosure: DisclosureResolvers = {
  patient: ({ patientId }, _args, { patientLoader }) => patientLoader.byId.load(patientId),
  predecessor: ({ correctsId }, _args, { disclosureLoader }) => correctsId && disclosureLoader.byId.load(correctsId),
};
