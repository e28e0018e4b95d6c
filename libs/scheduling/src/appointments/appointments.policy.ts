import { STAFF, type Policy } from '@spindle/subgraph';
import type { Appointment } from './appointment';

export const appointments: Policy = {
  Query: { appointment: [...STAFF, 'PATIENT'] },
  arguments: { 'Patient.appointments(order)': 'Appointment.startsAt' },
  types: {
    Appointment: {
      patientOf: ({ patientId }: Appointment) => patientId,
      locationOf: ({ location }: Appointment) => location?.id,
      STRUCTURE: 'id version source',
      SCHEDULE: `state startsAt endsAt localStart timeZone location room practitioner serviceType practitionerName placeName patient
        holdExpiresAt cancellationReason arrivedAt roomedAt treatmentStartedAt completedAt replaces replacedBy`,
    },
    AppointmentConnection: { STRUCTURE: 'edges pageInfo' },
    AppointmentEdge: { STRUCTURE: 'node cursor' },
    Patient: {
      patientOf: ({ id }: { readonly id: string }) => id,
      STRUCTURE: 'id',
      SCHEDULE: 'appointments nextAppointment',
    },
  },
};
