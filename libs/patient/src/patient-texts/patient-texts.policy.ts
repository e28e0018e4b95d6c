import { STAFF, type Policy } from '@spindle/subgraph';

export const patientTexts: Policy = {
  Query: { patientTexts: [...STAFF, 'PATIENT'] },
  arguments: { 'Query.patientTexts(on)': '', 'Patient.aftercareSheet(muscles)': '', 'Patient.aftercareSheet(on)': '' },
  types: {
    PatientText: { REFERENCE: 'key version title paragraphs confirmedBy html' },
    PatientTextEdge: { STRUCTURE: 'cursor node' },
    PatientTextConnection: { STRUCTURE: 'edges pageInfo' },
    AftercareSheet: { CLINICAL: 'version title sections breathingWarning confirmedBy html' },
    AftercareSection: { CLINICAL: 'key heading paragraphs' },
    Patient: { CLINICAL: 'aftercareSheet' },
  },
};
