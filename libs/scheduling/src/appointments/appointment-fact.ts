import type { Id } from '@spindle/kernel';
import type { RecordedAppointment } from './appointment';

/** What the rest of the house is told of an appointment: ids and times. */
export interface VisitIdentity {
  readonly id: Id<'Appointment'>;
  readonly patientId: Id<'Patient'>;
  readonly practitionerId: Id<'Practitioner'>;
  readonly locationId: Id<'Location'>;
  readonly serviceTypeCode: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
}

export function identityOf(appointment: RecordedAppointment): VisitIdentity {
  const { id, patientId, practitioner, location, serviceType, startsAt, endsAt } = appointment;
  return { id, patientId, practitionerId: practitioner.id, locationId: location.id, serviceTypeCode: serviceType.code, startsAt, endsAt };
}

/** The payload of the appointment's events. */
export function toFact({ id, startsAt, endsAt, patientId, practitionerId, locationId, serviceTypeCode }: VisitIdentity): {
  appointmentId: string; patientId: string; practitionerId: string; locationId: string; serviceTypeCode: string; startsAt: string; endsAt: string;
} {
  return { appointmentId: id, patientId, practitionerId, locationId, serviceTypeCode, startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString() };
}
