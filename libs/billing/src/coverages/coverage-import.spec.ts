import { newId } from '@spindle/database';
import { ok, type CalendarDay } from '@spindle/kernel';
import { BillingClinic, CLOCK } from '../testing/billing-clinic';
import { CoverageImport, type CoverageImportReport, type PatientHistory, type PayerInHistory } from './coverage-import.service';

let clinic: BillingClinic;
beforeAll(async () => { clinic = await BillingClinic.open(); });
afterAll(() => clinic.close());

async function run(histories: readonly PatientHistory[]): Promise<CoverageImportReport> {
  const result = await clinic.database.session(clinic.viewer()).transaction<CoverageImportReport, never>(async (transaction) => ok(await new CoverageImport(transaction, clinic.practice, CLOCK).import(histories)));
  if (!result.ok) throw new Error('refused');
  return result.value;
}

const seen = (payerName: string, from: string, to: string): PayerInHistory => ({ payerName, kind: 'COMMERCIAL', from: from as CalendarDay, to: to as CalendarDay });
const coverages = async (patientId: string): Promise<unknown[]> => (await clinic.admin.query(`SELECT p.name, c.priority, c.valid_from::text, c.valid_to::text, c.source, c.member_id
  FROM billing.coverage c JOIN billing.insurance_plan i ON i.id = c.plan_id JOIN billing.payer p ON p.id = i.payer_id WHERE c.patient_id = $1 ORDER BY c.valid_from`, [patientId])).rows;

it('makes one coverage per payer and patient, and nothing at a repeat', async () => {
  const patientId = newId<'Patient'>();
  const histories = [
    { patientId, payers: [seen('Aetna', '2019-01-01', '2021-06-30'), seen('Aetna', '2018-03-01', '2018-03-01'), seen('Cigna', '2020-01-01', '2020-02-01')] },
    { patientId: newId<'Patient'>(), payers: [seen('Aetna', '2020-01-01', '2020-01-01')] },
    { patientId: newId<'Patient'>(), payers: [] },
  ];
  expect(await run(histories)).toEqual({ added: 3, known: 0, overlapping: 0 });
  expect(await coverages(patientId)).toEqual([
    { name: 'Aetna', priority: 'PRIMARY', valid_from: '2018-03-01', valid_to: '2019-12-31', source: 'IMPORTED', member_id: null },
    { name: 'Cigna', priority: 'PRIMARY', valid_from: '2020-01-01', valid_to: '2020-02-01', source: 'IMPORTED', member_id: null },
  ]);
  const before = await clinic.everything();
  expect(await run(histories)).toEqual({ added: 0, known: 3, overlapping: 0 });
  expect(await clinic.everything()).toBe(before);
  expect((await clinic.admin.query("SELECT count(*) FROM billing.payer WHERE name IN ('Aetna', 'Cigna')")).rows).toEqual([{ count: '2' }]);
});

it('leaves recorded coverages alone', async () => {
  const patientId = newId<'Patient'>();
  await clinic.rows.coverage({ patient_id: patientId, valid_from: '2020-01-01' });
  expect(await run([{ patientId, payers: [seen('Humana', '2015-01-01', '2015-12-31'), seen('Medicare', '2021-01-01', '2021-02-01')] }])).toEqual({ added: 1, known: 0, overlapping: 1 });
});

it('takes names as a source may write them', async () => {
  const patientId = newId<'Patient'>();
  expect(await run([{ patientId, payers: [seen(`  Long\0\uD800 ${'x'.repeat(300)}`, '2020-01-01', '2020-01-02'), seen(' ', '2021-01-01', '2021-01-01')] }])).toEqual({ added: 1, known: 0, overlapping: 0 });
});

it('undoes everything when the transaction is undone', async () => {
  const before = await clinic.everything();
  await expect(clinic.database.session(clinic.viewer()).transaction(async (transaction) => {
    await new CoverageImport(transaction, clinic.practice, CLOCK).import([{ patientId: newId(), payers: [seen('Never', '2020-01-01', '2020-01-02')] }]);
    throw new Error('the rest of the bundle failed');
  })).rejects.toThrow('the rest of the bundle failed');
  expect(await clinic.everything()).toBe(before);
});
