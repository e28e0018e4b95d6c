import type { Id } from '@spindle/kernel';
import type { Role, Viewer } from '@spindle/subgraph';
import { alpha } from '../fixture/definitions';
import { withAdmin } from '../fixture/effects';
import { newId } from '../new-id';
import { statement } from '../practice/statement';
import { createTestDatabase, type TestDatabase } from '../testing/test-database';
import { practiceTable } from './practice-table';
import { tableWalls } from './walls';

const ALL = statement('SELECT name FROM alpha.visit ORDER BY name');
const STEPS = statement('SELECT name FROM alpha.step ORDER BY name');
const SECRETS = statement('SELECT name FROM alpha.secret ORDER BY name');
const WORDS = statement('SELECT name FROM alpha.word ORDER BY name');
const ADD = statement('INSERT INTO alpha.visit (practice_id, id, patient_id, location_id, name) VALUES ($1, $2, $3, $4, $5)');

const practice = newId<'Practice'>();
const [ana, ben] = [newId<'Patient'>(), newId<'Patient'>()];
const [north, south] = [newId<'Location'>(), newId<'Location'>()];

let place: TestDatabase;
beforeAll(async () => {
  place = await createTestDatabase([alpha]);
  await withAdmin(place.adminUrl, async (admin) => {
    await admin.query('SET ROLE alpha_owner');
    for (const sql of TABLES) await admin.query(sql);
    await admin.query('RESET ROLE');
    const visits = [['ana north', ana, north], ['ana south', ana, south], ['ben north', ben, north], ['ben nowhere', ben, null], ['lead south', null, south]] as const;
    for (const [name, patient, location] of visits) {
      const id = newId();
      await admin.query('INSERT INTO alpha.visit VALUES ($1, $2, $3, $4, $5)', [practice, id, patient, location, name]);
      await admin.query('INSERT INTO alpha.step VALUES ($1, $2, $3)', [practice, id, `step of ${name}`]);
      if (patient) await admin.query('INSERT INTO alpha.secret VALUES ($1, $2, $3, $4)', [practice, id, patient, name]);
      if (patient) await admin.query('INSERT INTO alpha.word VALUES ($1, $2, $3)', [practice, id, name]);
    }
  });
});
afterAll(() => place.drop());

const TABLES = [
  'CREATE TABLE alpha.visit (practice_id uuid NOT NULL, id uuid NOT NULL, patient_id uuid, location_id uuid, name text NOT NULL, PRIMARY KEY (practice_id, id))',
  'CREATE TABLE alpha.step (practice_id uuid NOT NULL, visit_id uuid NOT NULL, name text NOT NULL, PRIMARY KEY (practice_id, visit_id))',
  'CREATE TABLE alpha.secret (practice_id uuid NOT NULL, id uuid NOT NULL, patient_id uuid NOT NULL, name text NOT NULL, PRIMARY KEY (practice_id, id))',
  'CREATE TABLE alpha.word (practice_id uuid NOT NULL, secret_id uuid NOT NULL, name text NOT NULL, PRIMARY KEY (practice_id, secret_id))',
  ...['visit', 'step', 'secret', 'word'].flatMap((table) => practiceTable(`alpha.${table}`, ['SELECT', 'INSERT'])),
  ...tableWalls('alpha.visit', { patient: 'patient_id', location: 'location_id', openToVisitors: true }),
  ...tableWalls('alpha.step', { beneath: { table: 'alpha.visit', key: 'visit_id' } }),
  ...tableWalls('alpha.secret', { patient: 'patient_id', roles: ['PRACTITIONER', 'PATIENT'] }),
  ...tableWalls('alpha.word', { beneath: { table: 'alpha.secret', key: 'secret_id' }, roles: ['PRACTITIONER', 'PATIENT'] }),
];

function viewer(role: Role | null, more: Partial<Viewer> = {}): Viewer {
  return { personId: newId<'Person'>(), practiceId: practice, roles: role ? [role] : [], siteIds: null, ...more };
}

async function seen(who: Viewer, what = ALL): Promise<string[]> {
  const session = place.databases['alpha']?.session(who);
  const rows = (await session?.rows<{ name: string }>(what, [])) ?? [];
  await session?.end();
  return rows.map(({ name }) => name);
}

const everything = ['ana north', 'ana south', 'ben north', 'ben nowhere', 'lead south'];
const grant = (patientId: Id<'Patient'>) => ({ breakGlass: { grantId: newId<'BreakGlassGrant'>(), patientId } });

describe('the walls of a table', () => {
  it.each<[string, Viewer, string[]]>([
    ['staff without a limit', viewer('FRONT_DESK'), everything],
    ['the system', viewer('SERVICE'), everything],
    ['a patient', viewer('PATIENT', { patientId: ana }), ['ana north', 'ana south']],
    ['a patient who is nobody here', viewer('PATIENT'), []],
    ['a patient who also works here', viewer('PATIENT', { roles: ['PATIENT', 'BILLER'], patientId: ana }), everything],
    ['a visitor', viewer('PUBLIC'), ['lead south']],
    ['somebody without a role', viewer(null), []],
    ['staff of one site', viewer('FRONT_DESK', { siteIds: [north] }), ['ana north', 'ben north', 'ben nowhere']],
    ['staff of no site', viewer('FRONT_DESK', { siteIds: [] }), ['ben nowhere']],
    ['staff of one site with a grant for a record', viewer('PRACTITIONER', { siteIds: [north], ...grant(ana) }), ['ana north', 'ana south', 'ben north', 'ben nowhere']],
    ['another practice', { ...viewer('PRACTICE_ADMIN'), practiceId: newId<'Practice'>() }, []],
  ])('let %s reach what is theirs', async (_who, who, expected) => {
    expect(await seen(who)).toEqual(expected);
    expect(await seen(who, STEPS)).toEqual(expected.map((name) => `step of ${name}`));
  });

  it.each<[string, Viewer, string[]]>([
    ['a role that may', viewer('PRACTITIONER'), ['ana north', 'ana south', 'ben north', 'ben nowhere']],
    ['a role that may not', viewer('FRONT_DESK'), []],
    ['a role that may not, with a grant for a record', viewer('FRONT_DESK', grant(ben)), ['ben north', 'ben nowhere']],
    ['the patient', viewer('PATIENT', { patientId: ben }), ['ben north', 'ben nowhere']],
    ['nobody', viewer(null), []],
  ])('keep a table of secrets, and what hangs beneath, for %s', async (_who, who, expected) => { expect([await seen(who, SECRETS), await seen(who, WORDS)]).toEqual([expected, expected]); });

  it.each<[string, Viewer, Id<'Patient'> | null, Id<'Location'>]>([
    ["another's record", viewer('PATIENT', { patientId: ana }), ben, north],
    ['another site', viewer('FRONT_DESK', { siteIds: [north] }), ana, south],
    ['another site under a grant, which only reads', viewer('PRACTITIONER', { siteIds: [north], ...grant(ana) }), ana, south],
  ])('refuse a row in %s', async (_where, who, patientId, locationId) => {
    const session = place.databases['alpha']?.session(who);
    await expect(session?.transaction(async ({ sql }) => { await sql.count(ADD, [practice, newId(), patientId, locationId, 'planted']); return { ok: true, value: null }; })).rejects.toThrow('row-level security');
    expect(await seen(viewer('SERVICE'))).toEqual(everything);
  });
});
