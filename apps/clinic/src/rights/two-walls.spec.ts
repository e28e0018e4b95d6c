import { randomUUID } from 'node:crypto';
import type { TestDatabase } from '@spindle/database/testing';
import type { Id } from '@spindle/kernel';
import { DEMO_PEOPLE, SAMPLE_LOCATION_IDS, SAMPLE_PRACTICES } from '@spindle/sample-clinic';
import { jsonLogger, systemClock, type CreateOptions, type Role, type Subgraph, type Viewer } from '@spindle/subgraph';
import { SUBGRAPHS } from '../subgraphs';
import { asAdmin, seededDatabase } from '../testing/test-clinic';

const PRACTICE = SAMPLE_PRACTICES.spindle.id;

interface Ask { readonly subgraph: string; readonly what: string; readonly query: string; readonly variables: object }
interface Theirs { readonly patient: string; readonly appointment: string; readonly claim: string; readonly coverage: string; readonly condition: string; readonly encounter: string }

/** True when an answer tells nothing of any row: nulls, empty lists, sums of nothing. */
function tellsNothing(value: unknown): boolean {
  if (value === null || value === undefined || value === false || value === '0.00') return true;
  if (Array.isArray(value)) return value.every(tellsNothing);
  return typeof value === 'object' && Object.values(value).every(tellsNothing);
}

function entities(subgraph: string, type: string, id: string, fields: string): Ask {
  return { subgraph, what: `${type} by reference`, query: `query ($r: [_Any!]!) { _entities(representations: $r) { ... on ${type} { ${fields} } } }`, variables: { r: [{ __typename: type, id }] } };
}

const ofRecord = (theirs: Theirs): readonly Ask[] => [
  entities('patient', 'Patient', theirs.patient, 'name { full } birthDate telecom { value } contacts { name }'),
  entities('patient', 'Encounter', theirs.encounter, 'period { start } description'),
  entities('patient', 'Condition', theirs.condition, 'code { text }'),
  { subgraph: 'patient', what: 'a patient by id', query: 'query ($id: ID!) { patient(id: $id) { recordNumber encounters { edges { node { id } } } conditions { edges { node { id } } } } }', variables: { id: theirs.patient } },
  { subgraph: 'scheduling', what: 'visits of a patient', query: 'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Patient { appointments(first: 100) { edges { node { id } } } nextAppointment { id } } } }', variables: { r: [{ __typename: 'Patient', id: theirs.patient }] } },
  entities('billing', 'Claim', theirs.claim, 'state lines { procedureCode paid { amount } }'),
  entities('billing', 'Patient', theirs.patient, 'balance { amount } patientBalance { amount } coverages { memberId } claims { edges { node { id } } } charges { edges { node { id } } } importedClaims { edges { node { id } } }'),
  { subgraph: 'billing', what: 'a coverage by id', query: 'query ($id: ID!) { coverage(id: $id) { memberId } }', variables: { id: theirs.coverage } },
];
const ofSite = (theirs: Theirs): readonly Ask[] => [
  { subgraph: 'scheduling', what: 'a visit by id', query: 'query ($id: ID!) { appointment(id: $id) { startsAt patient { id } } }', variables: { id: theirs.appointment } },
  entities('scheduling', 'Appointment', theirs.appointment, 'startsAt state'),
];

describe('the two walls, each alone', () => {
  let database: TestDatabase;
  let theirs: Theirs;
  beforeAll(async () => {
    database = await seededDatabase();
    const [row] = await asAdmin<Theirs>(database, `SELECT c.patient_id AS patient, min(a.id::text) AS appointment, min(c.id::text) AS claim, min(v.id::text) AS coverage, min(d.id::text) AS condition, min(e.id::text) AS encounter
      FROM billing.claim c JOIN scheduling.appointment a USING (practice_id, patient_id) JOIN billing.coverage v USING (practice_id, patient_id) LEFT JOIN patient.condition d USING (practice_id, patient_id) JOIN patient.encounter e USING (practice_id, patient_id)
      WHERE practice_id = $1 AND a.location_id = $2 AND patient_id <> $3 GROUP BY 1 ORDER BY min(d.id::text) NULLS LAST, 1 LIMIT 1`, [PRACTICE, SAMPLE_LOCATION_IDS.westminster, DEMO_PEOPLE.PATIENT.patientId]);
    if (!row) throw new Error('The sample has no patient with a visit, a claim and a coverage.');
    theirs = { ...row, condition: row.condition ?? await plantCondition(row.patient) };
  });
  afterAll(() => database.drop());

  async function plantCondition(patient: string): Promise<string> {
    const id = randomUUID();
    await asAdmin(database, `INSERT INTO patient.condition (practice_id, id, patient_id, code_text, clinical_status, source) VALUES ($1, $2, $3, 'Low back pain', 'ACTIVE', 'RECORDED')`, [PRACTICE, id, patient]);
    return id;
  }

  function viewer(roles: readonly Role[], more: Partial<Viewer> = {}): Viewer {
    return { personId: DEMO_PEOPLE.FRONT_DESK.id, practiceId: PRACTICE, roles, siteIds: null, ...more };
  }

  function subgraphs(options: CreateOptions): Readonly<Record<string, Subgraph>> {
    return Object.fromEntries(SUBGRAPHS.flatMap(({ schema, create }) => {
      const opened = database.databases[schema.schema];
      return opened ? [[schema.schema, create({ database: opened, clock: systemClock, logger: jsonLogger(() => undefined) }, options)]] : [];
    }));
  }

  /** What of the asks told something. */
  async function told(by: Readonly<Record<string, Subgraph>>, asks: readonly Ask[], as: Viewer): Promise<string[]> {
    const found: string[] = [];
    for (const { subgraph, what, query, variables } of asks) {
      const answer = await by[subgraph]?.execute({ query, variables: { ...variables } }, { viewer: as, requestId: randomUUID() });
      if (answer?.errors?.some(({ extensions }) => extensions['code'] !== 'FORBIDDEN')) throw new Error(JSON.stringify(answer.errors));
      if (!tellsNothing(JSON.parse(JSON.stringify(answer?.data ?? null)))) found.push(`${subgraph}: ${what}`);
    }
    return found;
  }

  const patient = (): Viewer => viewer(['PATIENT'], { patientId: DEMO_PEOPLE.PATIENT.patientId ?? null });
  const elsewhere = (): Viewer => viewer(['FRONT_DESK'], { siteIds: [SAMPLE_LOCATION_IDS.broomfield] });
  const otherPractice = (): Viewer => viewer(['PRACTICE_ADMIN', 'PRACTITIONER', 'BILLER'], { practiceId: SAMPLE_PRACTICES.second.id });

  async function leaks(by: Readonly<Record<string, Subgraph>>): Promise<Record<string, string[]>> {
    const all = [...ofRecord(theirs), ...ofSite(theirs)];
    return {
      patient: await told(by, all, patient()),
      patientOfNobody: await told(by, all, viewer(['PATIENT'])),
      otherSite: await told(by, ofSite(theirs), elsewhere()),
      noSite: await told(by, ofSite(theirs), viewer(['FRONT_DESK'], { siteIds: [] })),
      otherPractice: await told(by, all, otherPractice()),
      visitor: await told(by, all, viewer(['PUBLIC'])),
      nobody: await told(by, all, viewer([])),
      deskOnDiagnoses: await told(by, all.filter(({ what }) => what.startsWith('Condition')), viewer(['FRONT_DESK'])),
    };
  }
  const nothing = { patient: [], patientOfNobody: [], otherSite: [], noSite: [], otherPractice: [], visitor: [], nobody: [], deskOnDiagnoses: [] };

  it('have something to keep: whoever may see it all is told by every question', async () => {
    const asks = [...ofRecord(theirs), ...ofSite(theirs)];
    const whole = viewer(['PRACTITIONER', 'BILLER']);
    for (const guard of ['POLICY', 'NONE'] as const) expect(await told(subgraphs({ guard }), asks, whole)).toEqual(asks.map(({ subgraph, what }) => `${subgraph}: ${what}`));
  });

  it('in PostgreSQL: without any policy before the resolvers, nothing comes out', async () => { expect(await leaks(subgraphs({ guard: 'NONE' }))).toEqual(nothing); });

  it('under a grant: without the policy a front desk reads the diagnoses of that patient, and of no other', async () => {
    const grant = (patientId: string) => viewer(['FRONT_DESK'], { breakGlass: { grantId: randomUUID() as Id<'BreakGlassGrant'>, patientId: patientId as Id<'Patient'> } });
    const asks = ofRecord(theirs).filter(({ what }) => what.startsWith('Condition'));
    for (const guard of ['POLICY', 'NONE'] as const) {
      expect(await told(subgraphs({ guard }), asks, grant(theirs.patient))).toHaveLength(1);
      expect(await told(subgraphs({ guard }), asks, grant(DEMO_PEOPLE.PATIENT.patientId ?? ''))).toEqual([]);
    }
  });

  it('are gone together: without both, another patient\'s record comes out, so that the tests above can fail', async () => {
    await openTables();
    expect((await leaks(subgraphs({ guard: 'NONE' }))).patient?.length).toBeGreaterThan(8);
  });

  it('in the subgraph: with row-level security off, nothing comes out either', async () => { expect(await leaks(subgraphs({ guard: 'POLICY' }))).toEqual(nothing); });

  /** As if somebody had switched row-level security off, in this database alone. */
  async function openTables(): Promise<void> {
    const tables = await asAdmin<{ name: string }>(database, `SELECT oid::regclass::text AS name FROM pg_class WHERE relkind = 'r' AND relrowsecurity AND relnamespace::regnamespace::text = ANY($1)`, [SUBGRAPHS.map(({ schema }) => schema.schema)]);
    for (const { name } of tables) await asAdmin(database, `ALTER TABLE ${name} DISABLE ROW LEVEL SECURITY`);
  }
});
