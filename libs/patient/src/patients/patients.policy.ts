import { STAFF, type Policy } from '@spindle/subgraph';
import type { Patient } from './patient';

export const patients: Policy = {
  Query: { patient: [...STAFF, 'PATIENT'] },
  Mutation: {
    registerPatient: ['FRONT_DESK', 'PRACTITIONER', 'PRACTICE_ADMIN', 'SERVICE'],
    updatePatient: STAFF,
  },
  types: {
    Patient: {
      patientOf: ({ id }: Pick<Patient, 'id'>) => id,
      STRUCTURE: 'id version source',
      IDENTITY: 'recordNumber name birthDate sex language interpreterLanguage',
      CONTACT: 'address telecom contacts',
    },
    HumanName: { IDENTITY: 'given family preferred full' },
    Address: { CONTACT: 'lines city state postalCode country' },
    ContactPoint: { CONTACT: 'system use value' },
    Contact: { CONTACT: 'name relationship telephone' },
    PatientEdge: { STRUCTURE: 'cursor node' },
    PatientConnection: { STRUCTURE: 'edges pageInfo' },
    RegisterPatientPayload: { STRUCTURE: 'patient errors' },
    PossibleDuplicateError: { STRUCTURE: 'message', STAFF: 'candidates' },
    UpdatePatientPayload: { STRUCTURE: 'patient errors' },
    PatientNotFoundError: { STRUCTURE: 'message' },
  },
};
