import { Client } from 'pg';
import { dataKeysOf, roleUrl, type Sql, type Statement } from '@spindle/database';
import { ChargeRepository } from './charges/charge.repository';
import { OPEN_CLAIM_STATES } from './claims/claim-transition';
import { ClaimWorklistRepository, type WorklistSlice } from './claims/claim-worklist.repository';
import { ClaimRepository } from './claims/claim.repository';
import { CoverageRepository } from './coverages/coverage.repository';
import { ImportedClaimRepository } from './imported-claims/imported-claim.repository';
import { LedgerRepository } from './ledger/ledger.repository';
import { BillingClinic } from './testing/billing-clinic';
import { fillPractice, sixtyIds } from './testing/filled-practice';

/** Stands where a request's SQL stands, and instead of running a statement asks how it would be run. */
class ExplainingSql implements Sql {
  readonly plans: string[] = [];
  readonly dataKeys = dataKeysOf(clinic.test);
  constructor(private readonly client: Client) {}

  /** With the values at hand, and as PostgreSQL plans it once for all values: prepared statements come to that. */
  async rows<Row extends object>({ text }: Statement, values: readonly unknown[]): Promise<Row[]> {
    await this.#explain(`EXPLAIN (COSTS OFF) ${text}`, [...values]);
    await this.#explain(`EXPLAIN (COSTS OFF, GENERIC_PLAN) ${text}`);
    return [];
  }

  async #explain(text: string, values?: unknown[]): Promise<void> {
    const { rows } = await this.client.query<{ 'QUERY PLAN': string }>(text, values);
    this.plans.push(rows.map((row) => row['QUERY PLAN']).join('\n'));
  }

  async count(statement: Statement, values: readonly unknown[]): Promise<number> {
    return (await this.rows(statement, values)).length;
  }
}

let clinic: BillingClinic;
let service: Client;
const ids: Record<string, string[]> = {};
beforeAll(async () => {
  clinic = await BillingClinic.open();
  for (const practice of [clinic.practice, clinic.otherPractice]) await fillPractice(clinic.admin, practice);
  for (const kind of ['patient', 'claim', 'appointment', 'coverage', 'charge', 'encounter', 'imported', 'payer']) ids[kind] = await sixtyIds(clinic.admin, clinic.practice, kind);
  service = new Client({ connectionString: roleUrl(clinic.test.url, 'billing_service', clinic.test.secret) });
  await service.connect();
  await service.query("SELECT set_config('app.practice_id', $1, false)", [clinic.practice]);
}, 60_000);
afterAll(async () => {
  await service.end();
  await clinic.close();
});

const BIG = /Seq Scan on (claim|claim_line|ledger_entry|coverage|charge|imported_claim|imported_claim_line)\b/;

async function plansOf(ask: (sql: Sql) => Promise<unknown>): Promise<readonly string[]> {
  const sql = new ExplainingSql(service);
  await ask(sql);
  expect(sql.plans).toHaveLength(2);
  for (const plan of sql.plans) expect(plan).not.toMatch(BIG);
  return sql.plans;
}

const slice = { after: null, limit: 21 };
const of = (kind: string): readonly string[] => ids[kind] ?? [];

it.each<[string, RegExp, (sql: Sql, practice: string) => Promise<unknown>]>([
  ['balances of sixty patients', /Index Only Scan using ledger_entry_balance/, (sql, practice) => new LedgerRepository(sql, practice).findBalances(of('patient'))],
  ['amounts of claim lines', /Index Only Scan using ledger_entry_of_claim/, (sql, practice) => new LedgerRepository(sql, practice).findLineAmounts(of('claim'))],
  ['coverages of patients', /using coverage_of_patient|on coverage_of_patient/, (sql, practice) => new CoverageRepository(sql, practice).findOfPatients(of('patient'))],
  ['coverages', /coverage_pkey/, (sql, practice) => new CoverageRepository(sql, practice).findMany(of('coverage'))],
  ['charges of patients', /charge_of_patient/, (sql, practice) => new ChargeRepository(sql, practice).findOfPatients(of('patient'), slice)],
  ['charges of visits', /charge_of_appointment/, (sql, practice) => new ChargeRepository(sql, practice).findOfAppointments(of('appointment'))],
  ['claims', /claim_pkey/, (sql, practice) => new ClaimRepository(sql, practice).findMany(of('claim'))],
  ['claims of visits', /claim_of_appointment/, (sql, practice) => new ClaimRepository(sql, practice).findOfAppointments(of('appointment'))],
  ['claims of patients', /claim_of_patient/, (sql, practice) => new ClaimRepository(sql, practice).findOfPatients(of('patient'), slice)],
  ['lines of claims', /claim_line_pkey/, (sql, practice) => new ClaimRepository(sql, practice).findLines(of('claim'))],
  ['imported claims of patients', /imported_claim_of_patient/, (sql, practice) => new ImportedClaimRepository(sql, practice).findOfPatients(of('patient'), slice)],
  ['imported claims of encounters', /imported_claim_of_encounter/, (sql, practice) => new ImportedClaimRepository(sql, practice).findOfEncounters(of('encounter'))],
  ['lines of imported claims', /imported_claim_line_pkey/, (sql, practice) => new ImportedClaimRepository(sql, practice).findLines(of('imported'))],
])('%s are found by index', async (_what, index, ask) => {
  for (const plan of await plansOf((sql) => ask(sql, clinic.practice))) expect(plan).toMatch(index);
});

const worklist = (filter: Partial<WorklistSlice>) => (sql: Sql): Promise<unknown> =>
  new ClaimWorklistRepository(sql, clinic.practice, OPEN_CLAIM_STATES).find({ after: null, limit: 51, states: null, payerId: null, ...filter });

it.each<[string, RegExp, () => Partial<WorklistSlice>]>([
  ['of all open claims', /Index Scan using claim_worklist on/, () => ({})],
  ['far into it', /Index Scan using claim_worklist on/, () => ({ after: ['2025-11-01', '00000000-0000-0000-0000-000000000000'] })],
  ['of a payer', /Index Scan using claim_worklist_of_payer on/, () => ({ payerId: of('payer')[0] ?? null })],
  ['of some states', /Index Scan using claim_worklist_of_state on/, () => ({ states: ['DENIED', 'HELD'] })],
])('the worklist %s reads its index in order and stops', async (_what, index, filter) => {
  for (const plan of await plansOf(worklist(filter()))) {
    expect(plan).toMatch(index);
    expect(plan).toMatch(/Index Cond: .*ROW\(service_date, id\) >/);
  }
});
