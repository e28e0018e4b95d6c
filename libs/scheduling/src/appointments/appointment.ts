import type { Id } from '@spindle/kernel';
import type { CancellationCode } from '../cancellations/cancellation';
import type { Location, Room } from '../locations/location';
import type { Practitioner } from '../practitioners/practitioner';
import type { ServiceType } from '../service-types/service-type';
import type { Attendee } from './attendee';

export const APPOINTMENT_STATES = [
  'HELD', 'BOOKED', 'CONFIRMED', 'ARRIVED', 'IN_ROOM', 'IN_TREATMENT', 'COMPLETED',
  'EXPIRED', 'CANCELLED', 'LATE_CANCELLED', 'NO_SHOW', 'RESCHEDULED', 'ENTERED_IN_ERROR',
] as const;
export type AppointmentState = (typeof APPOINTMENT_STATES)[number];

/** A visit with what a screen shows of it: read in one statement. */
export interface Appointment extends Attendee {
  readonly id: Id<'Appointment'>;
  readonly version: number;
  readonly state: AppointmentState;
  /** The state before the last change; null for a new or imported one. */
  readonly stateBefore: AppointmentState | null;
  readonly stateChangedAt: Date;
  readonly source: 'RECORDED' | 'IMPORTED';
  readonly practitioner: Practitioner | null;
  readonly location: Location | null;
  readonly room: Room | null;
  readonly equipmentId: Id<'Equipment'> | null;
  /** The group session in which the visit is a seat; null: it is none. */
  readonly sessionId: Id<'GroupSession'> | null;
  readonly serviceType: ServiceType | null;
  readonly practitionerName: string | null;
  readonly placeName: string | null;
  readonly startsAt: Date;
  readonly endsAt: Date;
  /** Wall time at the site, "YYYY-MM-DDTHH:MM". */
  readonly localStart: string;
  readonly timeZone: string;
  readonly holdExpiresAt: Date | null;
  readonly replacesId: Id<'Appointment'> | null;
  readonly cancellationCode: CancellationCode | null;
  /** In words. */
  readonly cancellationReason: string | null;
  readonly arrivedAt: Date | null;
  readonly roomedAt: Date | null;
  readonly treatmentStartedAt: Date | null;
  readonly completedAt: Date | null;
}

/** A visit recorded here: it has a practitioner, a site and a service. Imported history need not. */
export type RecordedAppointment = Appointment & {
  readonly practitioner: Practitioner;
  readonly location: Location;
  readonly serviceType: ServiceType;
};

export function isRecorded(appointment: Appointment): appointment is RecordedAppointment {
  return appointment.source === 'RECORDED' && appointment.practitioner !== null && appointment.location !== null && appointment.serviceType !== null;
}

/** Hours before the visit from which its cancellation is late: the service's own, else those of the site. */
export function cancellationNoticeHoursOf({ serviceType, location }: RecordedAppointment): number {
  return serviceType.cancellationNoticeHours ?? location.cancellationNoticeHours;
}
