import type { Id } from '@spindle/kernel';
import type { RecordedAppointment } from '../appointments/appointment';

/** A visit as a link shows it. Instants are ISO 8601 in UTC, so that an answer can be kept as it is. */
export interface LinkedVisit {
  readonly startsAt: string;
  readonly localStart: string;
  readonly timeZone: string;
  readonly locationId: Id<'Location'>;
}

export interface LinkNotValidError { readonly kind: 'LinkNotValidError'; readonly message: string }

/** The same for a link that never was, that was used, and that holds no longer. */
export const LINK_NOT_VALID: LinkNotValidError = { kind: 'LinkNotValidError', message: 'This link does not hold, or not any more. Call the clinic.' };

/** A link as it is kept. */
export interface VisitLink {
  readonly id: Id<'VisitLink'>;
  readonly appointmentId: Id<'Appointment'>;
  readonly expiresAt: Date;
  readonly usedAt: Date | null;
}

export function isOpen({ expiresAt, usedAt }: VisitLink, now: Date): boolean {
  return usedAt === null && now < expiresAt;
}

/** Whether the visit can still be confirmed or cancelled. */
export function isStanding({ state, startsAt }: Pick<RecordedAppointment, 'state' | 'startsAt'>, now: Date): boolean {
  return (state === 'BOOKED' || state === 'CONFIRMED') && now < startsAt;
}

export function toLinkedVisit({ startsAt, localStart, timeZone, location }: RecordedAppointment): LinkedVisit {
  return { startsAt: startsAt.toISOString(), localStart, timeZone, locationId: location.id };
}
