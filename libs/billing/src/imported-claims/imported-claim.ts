import { usd, type CalendarDay, type Id, type Money } from '@spindle/kernel';

/** A claim of another system, kept as history. An amount its source does not state is null. */
export interface ImportedClaim {
  readonly id: Id<'ImportedClaim'>;
  readonly patientId: Id<'Patient'>;
  readonly encounterId: Id<'Encounter'> | null;
  readonly payerName: string | null;
  readonly serviceFrom: CalendarDay;
  readonly serviceTo: CalendarDay;
  readonly diagnoses: string[];
  readonly submittedCents: bigint | null;
  readonly allowedCents: bigint | null;
  readonly paidCents: bigint | null;
  readonly patientResponsibilityCents: bigint | null;
}

export interface ImportedClaimLine {
  readonly lineNumber: number;
  readonly code: string | null;
  readonly description: string | null;
  readonly submittedCents: bigint | null;
}

/** A claim to take over. `sourceKey` names it in its source: a second import of the same key adds nothing. */
export interface ClaimToImport extends Omit<ImportedClaim, 'id'> {
  readonly sourceKey: string;
  readonly encounterSourceKey: string | null;
  readonly lines: readonly ImportedClaimLine[];
}

/** An amount, or null where the source states none. */
export function knownUsd(cents: bigint | null): Money | null {
  return cents === null ? null : usd(cents);
}
