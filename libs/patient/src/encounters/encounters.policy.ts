import { STAFF, type Policy } from '@spindle/subgraph';
import type { Encounter } from './encounter';

export const encounters: Policy = {
  Query: { encounter: [...STAFF, 'PATIENT'] },
  types: {
    Encounter: {
      patientOf: ({ patientId }: Encounter) => patientId,
      STRUCTURE: 'id source',
      SCHEDULE: 'patient appointment practitioner practitionerName practitionerIdentifier practitionerIdentifierValid placeName period status',
      CLINICAL: 'description',
    },
    Period: { SCHEDULE: 'start end' },
    EncounterEdge: { STRUCTURE: 'cursor node' },
    EncounterConnection: { STRUCTURE: 'edges pageInfo' },
    Patient: { SCHEDULE: 'encounters' },
    Appointment: { STRUCTURE: 'id', SCHEDULE: 'encounter' },
    Practitioner: { STRUCTURE: 'id' },
  },
};
