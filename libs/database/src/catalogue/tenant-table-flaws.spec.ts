import { alpha, beta } from '../fixture/definitions';
import { withAdmin } from '../fixture/effects';
import { practiceTable } from '../migrations/practice-table';
import { tableWalls } from '../migrations/walls';
import { createTestDatabase, type TestDatabase } from '../testing/test-database';
import { tenantTableFlaws } from './tenant-table-flaws';

let place: TestDatabase;
beforeEach(async () => void (place = await createTestDatabase([alpha, beta])));
afterEach(() => place.drop());

async function flawsAfter(...statements: string[]): Promise<string[]> {
  await withAdmin(place.adminUrl, async (admin) => {
    await admin.query('SET ROLE alpha_owner');
    for (const statement of statements) await admin.query(statement);
  });
  return tenantTableFlaws(place.adminUrl);
}

const TABLE = 'CREATE TABLE alpha.thing (practice_id uuid NOT NULL, id uuid NOT NULL, PRIMARY KEY (practice_id, id))';
const UNWALLED = [TABLE, ...practiceTable('alpha.thing', ['SELECT'])];
const GOOD = [...UNWALLED, ...tableWalls('alpha.thing', 'NONE')];
const NO_WALLS = "declares no walls: call tableWalls in its migration, with 'NONE' where everybody of the practice may reach all of it";

it('finds nothing in what the house makes', async () => {
  expect(await flawsAfter(...GOOD)).toEqual([]);
});

it.each([
  ['no row-level security at all', [TABLE], ['has row-level security disabled', 'does not force row-level security on its owner', 'has no policy practice_isolation', NO_WALLS]],
  ['no word about walls', UNWALLED, [NO_WALLS]],
  ['a patient column that keeps nobody out', [...UNWALLED, 'ALTER TABLE alpha.thing ADD patient_id uuid', ...tableWalls('alpha.thing', { roles: ['BILLER'] })], ["has patient_id and lets a patient see others' rows"]],
  ['a site column that keeps nobody out', [...UNWALLED, 'ALTER TABLE alpha.thing ADD patient_id uuid, ADD location_id uuid', ...tableWalls('alpha.thing', { patient: 'patient_id' })], ['has location_id and no wall between sites']],
  ['a wall that is for others', [...GOOD, 'ALTER POLICY no_wall ON alpha.thing TO alpha_worker'], ["has a policy no_wall that is not the house's"]],
  ['a wall that opens', [...UNWALLED, 'CREATE POLICY own_record ON alpha.thing TO alpha_service USING (true)'], ["has a policy own_record that is not the house's"]],
  ['the owner set free', [...GOOD, 'ALTER TABLE alpha.thing NO FORCE ROW LEVEL SECURITY'], ['does not force row-level security on its owner']],
  ['row-level security switched off', [...GOOD, 'ALTER TABLE alpha.thing DISABLE ROW LEVEL SECURITY'], ['has row-level security disabled']],
  ['a policy more', [...GOOD, 'CREATE POLICY everybody ON alpha.thing USING (true)'], ['has the unknown policy everybody']],
  ['a policy opened', [...GOOD, 'ALTER POLICY practice_isolation ON alpha.thing USING (true) WITH CHECK (true)'], ["has a policy practice_isolation that is not the house's"]],
  ['a policy opened behind the practice', [...GOOD, "ALTER POLICY practice_isolation ON alpha.thing USING (practice_id = nullif(current_setting('app.practice_id', true), '')::uuid OR true) WITH CHECK (practice_id = nullif(current_setting('app.practice_id', true), '')::uuid OR true)"], ["has a policy practice_isolation that is not the house's"]],
  ["the owner's policy for everybody", [...GOOD, 'ALTER POLICY owner_reads ON alpha.thing TO PUBLIC'], ["has a policy owner_reads that is not the house's"]],
  ['a key without the practice', [...GOOD, 'ALTER TABLE alpha.thing ADD CONSTRAINT thing_id UNIQUE (id)'], ['has the key alpha.thing_id, which does not begin with practice_id']],
  ['no key', [...GOOD, 'ALTER TABLE alpha.thing DROP CONSTRAINT thing_pkey'], ['has no primary key']],
  ['a practice that may be absent', [...GOOD, 'ALTER TABLE alpha.thing DROP CONSTRAINT thing_pkey, ALTER practice_id DROP NOT NULL, ADD PRIMARY KEY (id)'], ['has no column practice_id uuid NOT NULL', 'has the key alpha.thing_pkey, which does not begin with practice_id']],
  ['a reference across practices', [...GOOD, 'ALTER TABLE alpha.note ADD CONSTRAINT note_only_id UNIQUE (practice_id, id)', 'CREATE UNIQUE INDEX ON alpha.note (practice_id, day)', 'ALTER TABLE alpha.note ADD CONSTRAINT note_day UNIQUE (day)', 'ALTER TABLE alpha.thing ADD day date, ADD CONSTRAINT thing_note FOREIGN KEY (day) REFERENCES alpha.note (day)'], ['has the foreign key thing_note without practice_id']],
])('finds %s', async (_name, statements, expected) => {
  const flaws = await flawsAfter(...statements);
  expect(flaws.filter((flaw) => flaw.startsWith('alpha.thing '))).toEqual(expected.map((flaw) => `alpha.thing ${flaw}`));
});

it('finds a view and a materialised view past the policies', async () => {
  expect(await flawsAfter(...GOOD, 'CREATE VIEW alpha.seen AS SELECT * FROM alpha.thing', 'CREATE MATERIALIZED VIEW alpha.kept AS SELECT * FROM alpha.thing', 'CREATE VIEW alpha.fine WITH (security_invoker = true) AS SELECT * FROM alpha.thing')).toEqual([
    'alpha.kept is a materialised view: row-level security does not reach it', 'alpha.seen is a view without security_invoker',
  ]);
});

it('leaves out a table that is named as shared', async () => {
  await flawsAfter('CREATE TABLE alpha.code (code text PRIMARY KEY)');
  expect(await tenantTableFlaws(place.adminUrl)).not.toEqual([]);
  expect(await tenantTableFlaws(place.adminUrl, { shared: ['alpha.code'] })).toEqual([]);
});
