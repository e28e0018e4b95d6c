import type { CalendarDay } from '@spindle/kernel';
import { ageDays, totalCharge, type Claim, type ClaimLine } from './claim';
import { CLAIM_STATES, type ClaimState } from './claim-transition';
import { discardClaim } from './discard-claim';

const aClaim = (state: ClaimState): Claim => ({
  id: '0193a6f0-0000-7000-8000-0000000000c1', version: 3, state, frequency: 'ORIGINAL', patientControlNumber: null, payerControlNumber: null,
  patientId: '0193a6f0-0000-7000-8000-0000000000a1', appointmentId: null, coverageId: '0193a6f0-0000-7000-8000-0000000000b1',
  payer: { id: '0193a6f0-0000-7000-8000-0000000000d1', name: 'Payer', payerId: null }, serviceDate: '2026-02-27' as CalendarDay, diagnosisCodes: [],
  submittedOn: null, adjudicatedOn: null, endReason: null,
});

it('is as old as the days since its service', () => {
  expect(ageDays(aClaim('DRAFT'), '2026-03-02' as CalendarDay)).toBe(3);
});

it("charges the sum of its lines, beyond what a double holds", () => {
  const line = (chargeCents: bigint): ClaimLine => ({ claimId: aClaim('DRAFT').id, lineNumber: 1, procedureCode: '97110', modifiers: [], units: 1, chargeCents, diagnosisPointers: [1] });
  expect(totalCharge([])).toBe(0n);
  expect(totalCharge([line(2n ** 53n), line(1n), line(1n)])).toBe(2n ** 53n + 2n);
});

it.each(CLAIM_STATES)('discards a %s claim only before it is batched', (state) => {
  const result = discardClaim(aClaim(state), '  Entered twice ');
  if (['DRAFT', 'HELD', 'READY'].includes(state)) expect(result).toMatchObject({ ok: true, value: { state: 'DISCARDED', endReason: 'Entered twice' } });
  else expect(result).toMatchObject({ ok: false, error: { kind: 'ClaimTransitionError', state } });
});

it.each(['', '  a ', 'x'.repeat(501), 'a\0b'])('refuses to discard for the reason %j', (reason) => {
  expect(discardClaim(aClaim('DRAFT'), reason)).toMatchObject({ ok: false, error: { kind: 'InvalidInputError', field: 'reason' } });
});
