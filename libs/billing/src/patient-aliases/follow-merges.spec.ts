import fc from 'fast-check';
import { newId } from '@spindle/database';
import type { DomainEvent } from '@spindle/subgraph';
import { BillingClinic } from '../testing/billing-clinic';
import { FOLLOWING_TABLES } from './patient-alias.repository';

let clinic: BillingClinic;
const sequences = new Map<string, number>();
beforeAll(async () => { clinic = await BillingClinic.open(); });
afterAll(() => clinic.close());

async function tell(type: 'PatientMerged' | 'PatientUnmerged', survivorId: string, mergedId: string): Promise<void> {
  const sequence = (sequences.get(survivorId) ?? 0) + 1;
  sequences.set(survivorId, sequence);
  const event = { id: newId(), type, version: 1, practiceId: clinic.practice, source: 'patient', aggregateId: survivorId, sequence, occurredAt: '2026-03-09T15:00:00Z', payload: { survivorId, mergedId } };
  expect(await clinic.subgraph.receive(event as unknown as DomainEvent)).toBe('APPLIED');
}


it('shows the money of both records with the survivor, and gives each its own back', async () => {
  const [survivor, merged] = [newId<'Patient'>(), newId<'Patient'>()];
  const owners = async () => (await Promise.all(FOLLOWING_TABLES.map((table) => clinic.admin.query<{ patient_id: string }>(`SELECT patient_id FROM ${table} WHERE coalesce(original_patient_id, patient_id) = ANY($1) ORDER BY coalesce(original_patient_id, patient_id) = $2`, [[survivor, merged], merged])))).flatMap(({ rows }) => rows.map((row) => row.patient_id));
  for (const patient_id of [survivor, merged]) {
    await clinic.rows.charge({ patient_id });
    await clinic.rows.claim({ patient_id, coverage_id: await clinic.rows.coverage({ patient_id }) });
    await clinic.rows.entry({ patient_id });
  }
  const before = await owners();
  await tell('PatientMerged', survivor, merged);
  expect(new Set(await owners())).toEqual(new Set([survivor]));
  await tell('PatientUnmerged', survivor, merged);
  expect(await owners()).toEqual(before);
});

it('keeps covers of both records for the same days', async () => {
  const [survivor, merged] = [newId<'Patient'>(), newId<'Patient'>()];
  for (const patient_id of [survivor, merged]) await clinic.rows.coverage({ patient_id, valid_from: '2026-01-01' });
  await tell('PatientMerged', survivor, merged);
  const { rows } = await clinic.admin.query('SELECT FROM billing.coverage WHERE patient_id = $1', [survivor]);
  expect(rows).toHaveLength(2);
});

it('shows a cover that is added under a merged record with the survivor, until it is taken apart', async () => {
  const [survivor, merged] = [newId<'Patient'>(), newId<'Patient'>()];
  await tell('PatientMerged', survivor, merged);
  const planId = await clinic.rows.plan({ payer_id: await clinic.rows.payer({ name: 'Cigna' }) });
  const input = { idempotencyKey: newId(), patientId: merged, planId, priority: 'PRIMARY', memberId: 'W123456789', relationship: 'SELF', validFrom: '2026-01-01' };
  await clinic.answer('mutation ($input: AddCoverageInput!) { addCoverage(input: $input) { errors { __typename } } }', { input }, clinic.viewer());
  const owners = async () => (await clinic.admin.query<{ patient_id: string }>('SELECT patient_id FROM billing.coverage WHERE coalesce(original_patient_id, patient_id) = $1', [merged])).rows;
  expect(await owners()).toEqual([{ patient_id: survivor }]);
  await tell('PatientUnmerged', survivor, merged);
  expect(await owners()).toEqual([{ patient_id: merged }]);
});

it('comes to the same in any order of merges and undoings of a chain, and loses nothing', async () => {
  await fc.assert(fc.asyncProperty(fc.array(fc.record({ into: fc.nat(3), from: fc.nat(3) }), { maxLength: 10 }), async (steps) => {
    const records = await Promise.all(Array.from({ length: 4 }, async () => newId<'Patient'>()));
    const charges = await Promise.all(records.map((patient_id) => clinic.rows.charge({ patient_id })));
    const leads = new Map<number, number>();
    const rootOf = (record: number): number => { const next = leads.get(record); return next === undefined ? record : rootOf(next); };
    for (const { into, from } of steps) {
      const before = leads.get(from);
      const [survivor, merged] = [records[before ?? into] ?? '', records[from] ?? ''];
      if (before !== undefined) { await tell('PatientUnmerged', survivor, merged); leads.delete(from); }
      else if (into !== from && rootOf(into) !== from && !leads.has(into)) { await tell('PatientMerged', survivor, merged); leads.set(from, into); }
    }
    const { rows } = await clinic.admin.query<{ id: string; patient_id: string }>('SELECT id, patient_id FROM billing.charge WHERE id = ANY($1)', [charges]);
    expect(new Map(rows.map(({ id, patient_id }) => [id, patient_id]))).toEqual(new Map(charges.map((charge, index) => [charge, records[rootOf(index)]])));
  }), { numRuns: 15 });
}, 60_000);
