import fc from 'fast-check';
import { addDays, type CalendarDay, type Id } from '@spindle/kernel';
import type { LedgerEntry, LedgerEntryKind } from './ledger';

const SIGNS: Record<LedgerEntryKind, readonly bigint[]> = {
  CHARGE: [1n], REFUND: [1n], PAYER_PAYMENT: [-1n], PATIENT_PAYMENT: [-1n], CONTRACTUAL_ADJUSTMENT: [-1n], WRITE_OFF: [-1n], TRANSFER: [1n, -1n],
};

/** Any entry the ledger takes, without a claim, of a made-up patient. */
export const ledgerEntry: fc.Arbitrary<LedgerEntry> = fc.constantFrom(...(Object.keys(SIGNS) as LedgerEntryKind[])).chain((kind) => fc.record({
  id: fc.uuid().map((id) => id as Id<'LedgerEntry'>),
  patientId: fc.constant('0193a6f0-0000-7000-8000-0000000000a1' as Id<'Patient'>),
  claimId: fc.constant(null),
  claimLineNumber: fc.constant(null),
  kind: fc.constant(kind),
  responsibleParty: fc.constantFrom('PATIENT' as const, 'PAYER' as const),
  cents: fc.tuple(fc.bigInt({ min: 1n, max: 10n ** 15n }), fc.constantFrom(...SIGNS[kind])).map(([cents, sign]) => cents * sign),
  effectiveDate: fc.nat(400).map((days) => addDays('2025-12-01' as CalendarDay, days)),
  reversesId: fc.constant(null),
  source: fc.constant('RECORDED' as const),
}));
