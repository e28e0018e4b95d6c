import { STAFF, type Policy } from '@spindle/subgraph';

export const search: Policy = {
  Query: { searchPatients: STAFF },
  arguments: { 'Query.searchPatients(text)': 'Patient.name Patient.telecom Patient.birthDate Patient.recordNumber' },
};
