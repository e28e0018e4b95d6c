import { daysBetween, type CalendarDay, type Id } from '@spindle/kernel';
import type { Payer } from '../payers/payer';
import type { ClaimState } from './claim-transition';

export type ClaimFrequency = 'ORIGINAL' | 'REPLACEMENT' | 'VOID';

/** A request to a payer to pay for a visit's services. */
export interface Claim {
  readonly id: Id<'Claim'>;
  readonly version: number;
  readonly state: ClaimState;
  readonly frequency: ClaimFrequency;
  /** X12 CLM01. */
  readonly patientControlNumber: string | null;
  /** X12 CLP07. */
  readonly payerControlNumber: string | null;
  readonly patientId: Id<'Patient'>;
  readonly appointmentId: Id<'Appointment'> | null;
  readonly coverageId: Id<'Coverage'>;
  readonly payer: Payer;
  readonly serviceDate: CalendarDay;
  readonly diagnosisCodes: string[];
  readonly submittedOn: CalendarDay | null;
  readonly adjudicatedOn: CalendarDay | null;
  readonly endReason: string | null;
}

/** One service on a claim. Diagnosis pointers are positions in the claim's diagnosis codes, from 1. */
export interface ClaimLine {
  readonly claimId: Id<'Claim'>;
  readonly lineNumber: number;
  readonly procedureCode: string;
  readonly modifiers: string[];
  readonly units: number;
  readonly chargeCents: bigint;
  readonly diagnosisPointers: number[];
}

/** The claim's charge (X12 CLM02) in cents: the sum of its lines. */
export function totalCharge(lines: readonly ClaimLine[]): bigint {
  return lines.reduce((sum, line) => sum + line.chargeCents, 0n);
}

/** Whole days from the service to the given day. */
export function ageDays(claim: Claim, today: CalendarDay): number {
  return daysBetween(claim.serviceDate, today);
}
