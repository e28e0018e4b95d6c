import type { PatientResolvers } from './../../types.generated';

export const Patient: Pick<PatientResolvers, 'address' | 'birthDate' | 'contacts' | 'id' | 'interpreterLanguage' | 'language' | 'name' | 'recordNumber' | 'sex' | 'source' | 'telecom' | 'version' | '__resolveReference'> = {
  __resolveReference: ({ id }, { patientLoader }) => patientLoader.byId.load(id),
  contacts: ({ id }, _args, { patientLoader }) => patientLoader.contacts.load(id),
  telecom: ({ id }, _args, { patientLoader }) => patientLoader.telecom.load(id),
};
