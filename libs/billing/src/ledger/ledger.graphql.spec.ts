import fc from 'fast-check';
import { newId } from '@spindle/database';
import { ok, toDecimal, type Id } from '@spindle/kernel';
import { BillingClinic, NOW } from '../testing/billing-clinic';
import { balanceOf, reversalOf, type LedgerEntry } from './ledger';
import { ledgerEntry } from './ledger.arbitrary';
import { LedgerRepository } from './ledger.repository';

let clinic: BillingClinic;
beforeAll(async () => { clinic = await BillingClinic.open(); });
afterAll(() => clinic.close());

const append = (entries: readonly LedgerEntry[]): Promise<unknown> =>
  clinic.database.session(clinic.viewer()).transaction(async ({ sql }) => ok(await new LedgerRepository(sql, clinic.practice).append(entries, NOW)));

interface Balances { readonly balance: { readonly amount: string }; readonly patientBalance: { readonly amount: string } }
const balances = async (patientId: string, viewer = clinic.viewer()): Promise<Balances | undefined> =>
  (await clinic.entities<Balances>([{ __typename: 'Patient', id: patientId }], '... on Patient { balance { amount } patientBalance { amount } }', viewer))[0];

it('answers the sum of any history', async () => {
  await fc.assert(fc.asyncProperty(fc.uniqueArray(ledgerEntry, { selector: ({ id }) => id, maxLength: 20 }), fc.nat(20), async (made, reversed) => {
    const patientId = newId<'Patient'>();
    const entries = made.map((entry) => ({ ...entry, id: newId<'LedgerEntry'>(), patientId }));
    const history = [...entries, ...entries.slice(0, reversed).map((entry) => reversalOf(entry, { id: newId<'LedgerEntry'>(), effectiveDate: entry.effectiveDate }))];
    await append(history);
    const { balanceCents, patientBalanceCents } = balanceOf(history);
    expect(await balances(patientId)).toEqual({ balance: { amount: toDecimal(balanceCents) }, patientBalance: { amount: toDecimal(patientBalanceCents) } });
  }), { numRuns: 40 });
});

it('gives a visit what its patient owes, and nothing when scheduling names no patient', async () => {
  const patientId = newId();
  await clinic.rows.entry({ patient_id: patientId, responsible_party: 'PATIENT', cents: 2500 });
  await clinic.rows.entry({ patient_id: patientId, responsible_party: 'PAYER', cents: 9900 });
  const visits = [{ patient: { id: patientId } }, { patient: { id: newId() } }, { patient: null }].map((visit) => ({ __typename: 'Appointment', id: newId(), ...visit }));
  expect(await clinic.entities(visits, '... on Appointment { patientBalance { amount currency } }')).toEqual([
    { patientBalance: { amount: '25.00', currency: 'USD' } }, { patientBalance: { amount: '0.00', currency: 'USD' } }, { patientBalance: null },
  ]);
});

it("never counts another practice's entries", async () => {
  const patientId = newId();
  await clinic.otherRows.entry({ patient_id: patientId, cents: 777 });
  expect(await balances(patientId)).toMatchObject({ balance: { amount: '0.00' } });
  expect(await balances(patientId, clinic.viewer(clinic.otherPractice))).toMatchObject({ balance: { amount: '7.77' } });
});

describe('an entry once written', () => {
  it.each(['UPDATE billing.ledger_entry SET cents = 1', 'DELETE FROM billing.ledger_entry', 'TRUNCATE billing.ledger_entry'])('refuses the service role: %s', async (sql) => {
    await clinic.rows.entry({ patient_id: newId() });
    await expect(clinic.database.dataSource.query(sql)).rejects.toMatchObject({ driverError: { code: '42501' } });
  });

  it.each(['UPDATE billing.ledger_entry SET cents = 1', 'DELETE FROM billing.ledger_entry', 'TRUNCATE billing.ledger_entry'])('refuses even a superuser: %s', async (sql) => {
    const before = await clinic.everything();
    await expect(clinic.admin.query(sql)).rejects.toMatchObject({ code: '23001' });
    expect(await clinic.everything()).toBe(before);
  });

  it('is reversed at most once', async () => {
    const patientId = newId();
    const id = await clinic.rows.entry({ patient_id: patientId, cents: 100 });
    await clinic.rows.entry({ patient_id: patientId, cents: -100, reverses_id: id });
    await expect(clinic.rows.entry({ patient_id: patientId, cents: -100, reverses_id: id })).rejects.toMatchObject({ constraint: 'ledger_entry_reversed_once' });
  });
});

it.each([
  ['CHARGE', -1, false], ['CHARGE', 1, true], ['REFUND', 1, true], ['REFUND', -1, false], ['PAYER_PAYMENT', -1, true], ['PAYER_PAYMENT', 1, false], ['PATIENT_PAYMENT', 1, false],
  ['CONTRACTUAL_ADJUSTMENT', 1, false], ['WRITE_OFF', 1, false], ['WRITE_OFF', -1, true], ['TRANSFER', 1, true], ['TRANSFER', -1, true], ['TRANSFER', 0, false],
] as const)('%s of %d cents: accepted is %s', async (kind, cents, accepted) => {
  const entered: Promise<Id<'LedgerEntry'>> = clinic.rows.entry({ patient_id: newId(), kind, cents });
  if (accepted) await expect(entered).resolves.toEqual(expect.any(String));
  else await expect(entered).rejects.toMatchObject({ constraint: 'ledger_entry_sign' });
});
