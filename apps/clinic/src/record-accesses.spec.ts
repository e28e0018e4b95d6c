import { randomUUID } from 'node:crypto';
import { DEMO_PEOPLE, SAMPLE_PRACTICES, SECOND_DEMO_PEOPLE } from '@spindle/sample-clinic';
import { TestClinic, type As } from './testing/test-clinic';

const PARTS = ['recordAccesses', 'scheduleAccesses', 'billingAccesses'] as const;
const ADMIN: As = { role: 'PRACTICE_ADMIN' };
const PRACTITIONER: As = { role: 'PRACTITIONER' };
const REPORT = `query Report($id: ID!, $first: Int, $after: String) { patient(id: $id) { ${PARTS.map((part) => `${part}(first: $first, after: $after) { edges { node { id at personId roles action fieldClasses purpose outcome operation requestId } cursor } pageInfo { hasNextPage endCursor } }`).join(' ')} } }`;
const CHART = 'query ($id: ID!) { patient(id: $id) { name { full } encounters(first: 1) { edges { node { id } } } appointments(first: 1) { edges { node { id } } } coverages { id } } }';

interface Access { readonly id: string; readonly at: string; readonly personId: string; readonly roles: string[]; readonly action: string; readonly fieldClasses: string[]; readonly purpose: string; readonly outcome: string; readonly requestId: string }
type Pages = Readonly<Record<(typeof PARTS)[number], { readonly edges: readonly { readonly node: Access; readonly cursor: string }[]; readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null } }>>;
interface Trailed { readonly patient_id: string | null; readonly person_id: string; readonly practice_id: string; readonly outcome: string; readonly field_classes: string[]; readonly operation: string | null; readonly request_id: string }

let clinic: TestClinic;
let patients: string[];
beforeAll(async () => {
  clinic = await TestClinic.start();
  const found = await clinic.rows<{ id: string }>('SELECT DISTINCT a.patient_id AS id FROM scheduling.appointment a JOIN billing.coverage c USING (practice_id, patient_id) WHERE practice_id = $1 AND patient_id <> $2 ORDER BY 1 LIMIT 12', [SAMPLE_PRACTICES.spindle.id, DEMO_PEOPLE.PATIENT.patientId]);
  patients = found.map(({ id }) => id);
}, 180_000);
afterAll(() => clinic.stop());

const somebody = (): string => patients.shift() ?? '';
const report = async (id: string, page: object = {}): Promise<Pages> => {
  const { data, errors } = await clinic.front.ask<{ patient: Pages }>(REPORT, { id, first: 50, ...page }, ADMIN);
  expect(errors).toEqual([]);
  return data.patient;
};
const denials = (): Promise<Trailed[]> => clinic.rows<Trailed>('SELECT * FROM identity.audit_event ORDER BY transaction_id, id');

describe('the access report', () => {
  it('tells the administrator who looked at a record, in every part of the clinic, and lists that look too', async () => {
    const id = somebody();
    await clinic.front.ask(CHART, { id }, PRACTITIONER);
    const first = await report(id);
    for (const part of PARTS) {
      expect(first[part].edges.map(({ node }) => node)).toMatchObject([{ personId: DEMO_PEOPLE.PRACTITIONER.id, roles: ['PRACTITIONER'], action: 'READ', purpose: 'TREATMENT', outcome: 'ALLOWED' }]);
    }
    expect(new Set(PARTS.map((part) => first[part].edges[0]?.node.requestId)).size).toBe(1);
    expect(first.recordAccesses.edges[0]?.node.fieldClasses).toEqual(expect.arrayContaining(['IDENTITY', 'SCHEDULE']));
    const second = await report(id);
    for (const part of PARTS) expect(second[part].edges[0]?.node).toMatchObject({ personId: DEMO_PEOPLE.PRACTICE_ADMIN.id, operation: null, fieldClasses: expect.arrayContaining(['AUDIT']) });
  });

  it.each(['FRONT_DESK', 'PRACTITIONER', 'BILLER', 'PATIENT', 'SERVICE'] as const)('is refused to a %s', async (role) => {
    const { status, data, errors } = await clinic.front.ask(REPORT, { id: role === 'PATIENT' ? DEMO_PEOPLE.PATIENT.patientId : patients[0] }, { role });
    expect([status, data ?? null, errors.map(({ extensions }) => extensions.code)]).toEqual([403, null, ['FORBIDDEN']]);
    expect(errors[0]?.extensions.fields).toEqual(expect.arrayContaining(PARTS.map((part) => `Patient.${part}`)));
  });

  it("answers for another practice's patient as for an id that never was", async () => {
    const ask = async (id: string | undefined) => (await clinic.front.ask(REPORT, { id }, ADMIN)).text;
    const theirs = SECOND_DEMO_PEOPLE.PATIENT.patientId ?? '';
    expect(await ask(theirs)).toBe(await ask(randomUUID()));
    expect(await ask(theirs)).toContain('"patient":null');
  });

  it('is read page by page, each look once', async () => {
    const id = somebody();
    for (let looks = 0; looks < 4; looks++) await clinic.front.ask(CHART, { id }, PRACTITIONER);
    const seen: string[] = [];
    for (let after: string | null = null, more = true; more;) {
      const { billingAccesses } = await report(id, { first: 2, after });
      for (const { node } of billingAccesses.edges) if (node.purpose === 'TREATMENT') seen.push(node.id);
      after = billingAccesses.pageInfo.endCursor;
      more = billingAccesses.pageInfo.hasNextPage;
    }
    expect([seen.length, new Set(seen).size]).toEqual([4, 4]);
  });

  it('of a record that others were merged into has the looks at those, asked by either id', async () => {
    const [survivor, merged] = [somebody(), somebody()];
    await clinic.front.ask(CHART, { id: merged }, PRACTITIONER);
    await clinic.front.ask('mutation ($input: MergePatientsInput!) { mergePatients(input: $input) { errors { __typename } } }', { input: { idempotencyKey: randomUUID(), survivorId: survivor, mergedId: merged, reason: 'The same person, registered twice.' } });
    await clinic.clinic.settled();
    for (const id of [survivor, merged]) {
      const pages = await report(id);
      for (const part of PARTS) expect(pages[part].edges.filter(({ node }) => node.purpose === 'TREATMENT' && node.action === 'READ').map(({ node }) => node.personId)).toEqual([DEMO_PEOPLE.PRACTITIONER.id]);
    }
  });
});

describe('what the gateway refuses', () => {
  it('leaves a row in its own trail: who, of whom, what, and under which request', async () => {
    const [id, before] = [somebody(), (await denials()).length];
    const { status } = await clinic.front.ask('query Secret($id: ID!) { patient(id: $id) { encounters(first: 1) { edges { node { note { id } } } } } }', { id }, { role: 'FRONT_DESK' });
    const [row, ...more] = (await denials()).slice(before);
    expect([status, more]).toEqual([403, []]);
    expect(row).toMatchObject({ patient_id: id, person_id: DEMO_PEOPLE.FRONT_DESK.id, practice_id: SAMPLE_PRACTICES.spindle.id, outcome: 'DENIED', operation: null, field_classes: expect.arrayContaining(['NOTE']) });
  });

  it('leaves one of somebody unknown, with a bad token or none, once a minute', async () => {
    const before = (await denials()).length;
    const send = (headers: object) => fetch(`${clinic.front.url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify({ query: '{ practitioners(first: 1) { edges { node { id } } } }' }) });
    expect([(await send({})).status, (await send({ authorization: 'Bearer nonsense' })).status]).toEqual([401, 401]);
    expect((await denials()).slice(before)).toMatchObject([{ patient_id: null, person_id: '00000000-0000-0000-0000-000000000000', outcome: 'DENIED' }]);
  });
});

describe('the access report as a file', () => {
  const file = async (id: string | undefined, as: As) => fetch(`${clinic.front.url}/patients/${id}/access-report.csv`, { headers: { authorization: `Bearer ${await clinic.front.token(as)}` } });

  it('is an attachment with a line for each look in every part, what the gateway refused among them, and is listed as a look itself', async () => {
    const id = somebody();
    await clinic.front.ask(CHART, { id }, PRACTITIONER);
    await clinic.front.ask('query ($id: ID!) { patient(id: $id) { encounters(first: 1) { edges { node { note { id } } } } } }', { id }, { role: 'FRONT_DESK' });
    const answer = await file(id, ADMIN);
    const [names = '', ...lines] = (await answer.text()).trimEnd().split('\r\n');
    expect([answer.status, answer.headers.get('content-type'), answer.headers.get('content-disposition'), answer.headers.get('cache-control')]).toEqual([200, 'text/csv; charset=utf-8; header=present', 'attachment; filename="access-report.csv"', 'no-store']);
    const looks = lines.map((line) => Object.fromEntries(names.split(',').map((name, index) => [name, line.split(',')[index]])));
    expect(looks.filter(({ roles }) => roles === 'PRACTITIONER').map(({ part }) => part).sort()).toEqual(['billing', 'patient', 'scheduling']);
    expect(looks.filter(({ outcome }) => outcome === 'DENIED')).toMatchObject([{ part: 'gateway', roles: 'FRONT_DESK', personId: DEMO_PEOPLE.FRONT_DESK.id, person: DEMO_PEOPLE.FRONT_DESK.name }]);
    expect(looks.map(({ at }) => at)).toEqual(looks.map(({ at }) => at).sort().reverse());
    const { recordAccesses } = await report(id);
    expect(recordAccesses.edges.map(({ node }) => node)).toContainEqual(expect.objectContaining({ personId: DEMO_PEOPLE.PRACTICE_ADMIN.id, operation: 'AccessReportFile' }));
  });

  it('is refused as the report is', async () => {
    expect((await file(somebody(), { role: 'FRONT_DESK' })).status).toBe(403);
    expect((await fetch(`${clinic.front.url}/patients/${randomUUID()}/access-report.csv`)).status).toBe(401);
    const told = async (id: string | undefined) => { const answer = await file(id, ADMIN); return [answer.status, await answer.text()]; };
    expect(await told(SECOND_DEMO_PEOPLE.PATIENT.patientId ?? '')).toEqual(await told(randomUUID()));
    expect((await told(randomUUID()))[0]).toBe(404);
  });
});
