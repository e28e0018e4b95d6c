import type { Id } from '@spindle/kernel';

/** When a site, or the whole practice, sees nobody. Wall time at each site. */
export interface Closure {
  readonly id: Id<'Closure'>;
  readonly version: number;
  readonly kind: 'CLOSURE' | 'HOLIDAY';
  readonly name: string;
  readonly locationId: Id<'Location'> | null;
  readonly localFrom: string;
  readonly localUntil: string;
  readonly withdrawnAt: Date | null;
}

export const RESOLUTION_REASONS = ['CLOSED', 'ABSENT', 'CREDENTIAL_MISSING'] as const;
export type ResolutionReason = (typeof RESOLUTION_REASONS)[number];

/** A booked visit that cannot take place as it is. */
export interface AppointmentToResolve {
  readonly appointmentId: Id<'Appointment'>;
  readonly startsAt: Date;
  readonly reasons: readonly ResolutionReason[];
}
