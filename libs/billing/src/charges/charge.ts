import type { CalendarDay, Id } from '@spindle/kernel';

export type ChargeState = 'DRAFT' | 'RELEASED';

/** What the practice asks for one service on one day; `amountCents` is for all units together. */
export interface Charge {
  readonly id: Id<'Charge'>;
  readonly patientId: Id<'Patient'>;
  readonly appointmentId: Id<'Appointment'> | null;
  readonly serviceDate: CalendarDay;
  readonly procedureCode: string;
  readonly modifiers: string[];
  readonly units: number;
  readonly amountCents: bigint;
  readonly state: ChargeState;
}
