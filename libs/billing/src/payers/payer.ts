import type { Id } from '@spindle/kernel';

/** Who pays for care other than the patient. `payerId` is X12 NM109; null where it is unknown. */
export interface Payer {
  readonly id: Id<'Payer'>;
  readonly name: string;
  readonly payerId: string | null;
}

export type InsurancePlanKind = 'COMMERCIAL' | 'MEDICARE' | 'MEDICARE_ADVANTAGE' | 'MEDICAID' | 'TRICARE' | 'WORKERS_COMPENSATION' | 'AUTO' | 'OTHER';

/** A product of a payer under which patients are covered. */
export interface InsurancePlan {
  readonly id: Id<'InsurancePlan'>;
  readonly name: string;
  readonly kind: InsurancePlanKind;
  readonly payer: Payer;
}
