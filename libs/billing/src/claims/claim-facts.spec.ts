import { BillingClinic } from '../testing/billing-clinic';
import { CLAIM_STATES, type ClaimState } from './claim-transition';

/** The facts without which a claim cannot be in a state. */
const BATCHED = ['patient_control_number'];
const SUBMITTED = [...BATCHED, 'submitted_on'];
const KNOWN = [...SUBMITTED, 'payer_control_number'];
const ADJUDICATED = [...KNOWN, 'adjudicated_on'];
const NEEDED: Record<ClaimState, readonly string[]> = {
  DRAFT: [], SCRUBBED: [], HELD: [], READY: [], BATCHED, SUBMITTED, RECEIVED: SUBMITTED, REJECTED: SUBMITTED, PENDED: SUBMITTED,
  ADJUDICATED, DENIED: ADJUDICATED, APPEALED: ADJUDICATED, REPLACED: KNOWN, VOIDED: KNOWN, DISCARDED: ['end_reason'], CLOSED: SUBMITTED,
};
const FACTS = ['patient_control_number', 'submitted_on', 'payer_control_number', 'adjudicated_on', 'end_reason'];

let clinic: BillingClinic;
let base: Record<string, unknown>;
beforeAll(async () => {
  clinic = await BillingClinic.open();
  const payerId = await clinic.rows.payer();
  base = { payer_id: payerId, coverage_id: await clinic.rows.coverage({ plan_id: await clinic.rows.plan({ payer_id: payerId }) }) };
});
afterAll(() => clinic.close());

const WITHOUT_DAYS_AFTER: Record<string, object> = { submitted_on: { adjudicated_on: null } };

it.each(CLAIM_STATES)('%s requires its facts and no others', async (state) => {
  const optional = Object.fromEntries(FACTS.filter((fact) => !NEEDED[state].includes(fact) && state !== 'CLOSED').map((fact) => [fact, null]));
  await clinic.rows.claim({ ...base, state, ...optional });
  for (const fact of NEEDED[state]) await expect(clinic.rows.claim({ ...base, state, ...WITHOUT_DAYS_AFTER[fact], [fact]: null })).rejects.toMatchObject({ code: '23514' });
});

it.each([['payer_control_number'], ['adjudicated_on']])('a claim is closed without %s only for a reason', async (fact) => {
  await clinic.rows.claim({ ...base, state: 'CLOSED', end_reason: null });
  await clinic.rows.claim({ ...base, state: 'CLOSED', [fact]: null });
  await expect(clinic.rows.claim({ ...base, state: 'CLOSED', end_reason: null, [fact]: null })).rejects.toMatchObject({ constraint: 'claim_closed' });
});

it.each([
  ['claim_days', { submitted_on: '2026-01-31' }], ['claim_days', { adjudicated_on: '2026-02-02' }], ['claim_state', { state: 'LOST' }], ['claim_frequency', { frequency: '7' }],
  ['claim_control_number_length', { patient_control_number: 'x'.repeat(39) }], ['claim_diagnosis_codes', { diagnosis_codes: Array.from({ length: 13 }, () => 'M54.50') }],
])('%s holds', async (constraint, row) => {
  await expect(clinic.rows.claim({ ...base, ...row })).rejects.toMatchObject({ constraint });
});

it('a control number is given once in a practice', async () => {
  await clinic.rows.claim({ ...base, patient_control_number: 'ONCE' });
  await expect(clinic.rows.claim({ ...base, patient_control_number: 'ONCE' })).rejects.toMatchObject({ constraint: 'claim_patient_control_number' });
  await clinic.otherRows.claim({ patient_control_number: 'ONCE' });
});

it.each([
  ['claim_line_procedure_code', { procedure_code: 'XX' }], ['claim_line_diagnosis_pointers', { diagnosis_pointers: [0] }], ['claim_line_diagnosis_pointers', { diagnosis_pointers: [] }],
  ['claim_line_diagnosis_pointers', { diagnosis_pointers: [13] }], ['claim_line_units', { units: 0 }], ['claim_line_charge', { charge_cents: -1 }], ['claim_line_modifiers', { modifiers: ['1', '2', '3', '4', '5'] }],
])('%s holds', async (constraint, row) => {
  await expect(clinic.rows.line(await clinic.rows.claim(base), 1, row)).rejects.toMatchObject({ constraint });
});
