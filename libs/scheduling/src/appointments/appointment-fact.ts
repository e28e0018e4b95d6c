import type { Id } from '@spindle/kernel';
import type { RecordedAppointment } from './appointment';
import type { Attendee } from './attendee';

/** What makes a visit this visit: who, with whom, where, when, what for. */
export interface VisitIdentity extends Attendee {
  readonly id: Id<'Appointment'>;
  readonly practitionerId: Id<'Practitioner'>;
  readonly locationId: Id<'Location'>;
  readonly serviceTypeCode: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
}

export function identityOf(appointment: RecordedAppointment): VisitIdentity {
  const { id, patientId, leadId, practitioner, location, serviceType, startsAt, endsAt } = appointment;
  return { id, patientId, leadId, practitionerId: practitioner.id, locationId: location.id, serviceTypeCode: serviceType.code, startsAt, endsAt };
}

interface Fact {
  readonly appointmentId: string;
  readonly patientId: string;
  readonly practitionerId: string;
  readonly locationId: string;
  readonly serviceTypeCode: string;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly steppedAt?: string;
}

/** What the rest of the house is told of an appointment: ids and times, and when it took the step, if it took one. Null while it is a lead's: nobody else knows leads. */
export function toFact({ id, startsAt, endsAt, patientId, practitionerId, locationId, serviceTypeCode }: VisitIdentity, steppedAt: Date | null = null): Fact | null {
  if (patientId === null) return null;
  const fact = { appointmentId: id, patientId, practitionerId, locationId, serviceTypeCode, startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString() };
  return steppedAt ? { ...fact, steppedAt: steppedAt.toISOString() } : fact;
}
