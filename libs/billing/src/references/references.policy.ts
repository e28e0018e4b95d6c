import type { Policy } from '@spindle/subgraph';
import type { AppointmentMapper, PatientMapper } from './references.mappers';

export const references: Policy = {
  types: {
    Patient: { patientOf: ({ id }: PatientMapper) => id, STRUCTURE: 'id' },
    Appointment: {
      patientOf: ({ patient }: AppointmentMapper) => patient?.id,
      STRUCTURE: 'id',
      SCHEDULE: 'patient',
      MONEY: 'charges claims claim patientBalance',
    },
    Encounter: { STRUCTURE: 'id' },
  },
};
