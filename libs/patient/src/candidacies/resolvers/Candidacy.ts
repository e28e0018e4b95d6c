import type { CandidacyResolvers } from './../../types.generated';

export const Candidacy: CandidacyResolvers = {
  __resolveReference: ({ id }, { candidacyLoader }) => candidacyLoader.byId.load(id),
  patient: ({ patientId }, _args, { patientLoader }) => patientLoader.byId.load(patientId),
  practitioner: ({ practitionerId }) => ({ id: practitionerId }),
};
