import type { ConsentResolvers } from './../../types.generated';

export const Consent: ConsentResolvers = {
  __resolveReference: ({ id }, { consentLoader }) => consentLoader.byId.load(id),
  form: ({ procedure, formVersion }, _args, { catalogue }) => catalogue.consentForms.find(procedure, formVersion),
  patient: ({ patientId }, _args, { patientLoader }) => patientLoader.byId.load(patientId),
};
