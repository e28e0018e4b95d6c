import { randomUUID } from 'node:crypto';
import type { Id } from '@spindle/kernel';
import type { Role, Viewer } from '@spindle/subgraph';
import { DEMO_PEOPLE, SAMPLE_PRACTICES } from '@spindle/sample-clinic';
import { TestClinic, type As } from '../testing/test-clinic';

interface Ids { readonly patient: Id<'Patient'>; readonly appointment: string; readonly claim: string; readonly coverage: string }

const viewerOf = (roles: readonly Role[], patientId: Id<'Patient'> | null = null): Viewer => ({ personId: DEMO_PEOPLE.PATIENT.id, practiceId: SAMPLE_PRACTICES.spindle.id, roles, siteIds: null, patientId });

/** A patient asks for what belongs to another patient of the same practice: the answer is that of an id which never was. */
describe('another patient\'s record', () => {
  let clinic: TestClinic;
  let own: Ids;
  let others: Ids;
  const me: As = { role: 'PATIENT' };
  beforeAll(async () => {
    clinic = await TestClinic.start();
    const idsOf = async (patient: string) => (await clinic.rows<Ids>(`SELECT $2::uuid AS patient, (SELECT min(id::text) FROM scheduling.appointment WHERE practice_id = $1 AND patient_id = $2) AS appointment,
      (SELECT min(id::text) FROM billing.claim WHERE practice_id = $1 AND patient_id = $2) AS claim, (SELECT min(id::text) FROM billing.coverage WHERE practice_id = $1 AND patient_id = $2) AS coverage`, [SAMPLE_PRACTICES.spindle.id, patient]))[0] as Ids;
    const [another] = await clinic.rows<{ id: string }>(`SELECT c.patient_id AS id FROM billing.claim c JOIN scheduling.appointment a USING (practice_id, patient_id) JOIN billing.coverage v USING (practice_id, patient_id)
      WHERE practice_id = $1 AND patient_id <> $2 ORDER BY 1 LIMIT 1`, [SAMPLE_PRACTICES.spindle.id, DEMO_PEOPLE.PATIENT.patientId]);
    own = await idsOf(DEMO_PEOPLE.PATIENT.patientId ?? '');
    others = await idsOf(another?.id ?? '');
  });
  afterAll(() => clinic.stop());

  const PATIENT = 'query ($id: ID!) { patient(id: $id) { id name { full } birthDate appointments(first: 100) { edges { node { id patient { id } } } } coverages { id memberId } claims { edges { node { id } } } balance { amount } patientBalance { amount } } }';

  it('the own record is there: visits, coverages, claims and balance', async () => {
    interface Own { readonly patient: { readonly id: string; readonly appointments: { readonly edges: readonly { readonly node: { readonly id: string; readonly patient: { readonly id: string } } }[] }; readonly coverages: readonly { readonly memberId: string | null }[]; readonly balance: { readonly amount: string } } }
    const { data, errors } = await clinic.front.ask<Own>(PATIENT, { id: own.patient }, me);
    expect(errors).toEqual([]);
    const [{ visits } = { visits: 0 }] = await clinic.rows<{ visits: number }>('SELECT count(*)::int AS visits FROM scheduling.appointment WHERE patient_id = $1', [own.patient]);
    expect(data.patient.appointments.edges).toHaveLength(visits);
    expect(new Set(data.patient.appointments.edges.map(({ node }) => node.patient.id))).toEqual(new Set([own.patient]));
    const [{ covers } = { covers: -1 }] = await clinic.rows<{ covers: number }>('SELECT count(*)::int AS covers FROM billing.coverage WHERE patient_id = $1', [own.patient]);
    expect(data.patient.coverages).toHaveLength(covers);
    expect(data.patient.balance.amount).toMatch(/^-?\d+\.\d{2}$/);
  });

  it.each<[string, string, (ids: Ids) => string]>([
    ['missing ownership check on the patient', PATIENT, ({ patient }) => patient],
    ['missing ownership check on an appointment', 'query ($id: ID!) { appointment(id: $id) { id startsAt patient { id name { full } } } }', ({ appointment }) => appointment],
    ['missing ownership check on a claim', 'query ($id: ID!) { claim(id: $id) { id totalCharge { amount } lines { paid { amount } } } }', ({ claim }) => claim],
    ['missing ownership check on a coverage', 'query ($id: ID!) { coverage(id: $id) { id memberId patient { id } } }', ({ coverage }) => coverage],
  ])('%s', async (_flaw, query, idOf) => {
    const theirs = await clinic.front.ask(query, { id: idOf(others) }, me);
    const nobodys = await clinic.front.ask(query, { id: randomUUID() }, me);
    expect(theirs.text).toBe(nobodys.text);
    expect(Object.values(theirs.data)).toEqual([null]);
    const id = idOf(own);
    if (id !== null) expect(Object.values((await clinic.front.ask(query, { id }, me)).data)).not.toEqual([null]);
  });

  it('insecure direct reference through _entities, asked at each subgraph as the gateway would', async () => {
    const viewer = viewerOf(['PATIENT'], own.patient);
    const asks = [
      ['patient', 'Patient', 'name { full } encounters { edges { node { id } } }', others.patient], ['scheduling', 'Patient', 'appointments(first: 5) { edges { node { id } } }', others.patient], ['billing', 'Patient', 'balance { amount } coverages { id } claims { edges { node { id } } }', others.patient],
      ['scheduling', 'Appointment', 'startsAt', others.appointment], ['billing', 'Claim', 'state', others.claim], ['billing', 'Coverage', 'memberId', others.coverage],
    ] as const;
    for (const [subgraph, type, fields, id] of asks) {
      const query = `query ($r: [_Any!]!) { _entities(representations: $r) { ... on ${type} { ${fields} } } }`;
      const answer = await clinic.clinic.subgraphs[subgraph]?.execute({ query, variables: { r: [{ __typename: type, id }, { __typename: type, id: randomUUID() }] } }, { viewer, requestId: randomUUID() });
      expect(JSON.parse(JSON.stringify(answer))).toEqual({ data: { _entities: [null, null] } });
    }
  });

  it('insecure direct reference through a visit: charges and claims of another patient\'s visit', async () => {
    const viewer = viewerOf(['PATIENT'], own.patient);
    const visits = await clinic.rows<{ id: string }>('SELECT DISTINCT appointment_id AS id FROM billing.claim WHERE patient_id = $1 AND appointment_id IS NOT NULL', [others.patient]);
    expect(visits.length).toBeGreaterThan(0);
    const representations = visits.map(({ id }) => ({ __typename: 'Appointment', id }));
    const answer = await clinic.clinic.subgraphs['billing']?.execute({ query: 'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Appointment { claims { id } charges { id } claim { id } } } }', variables: { r: representations } }, { viewer, requestId: randomUUID() });
    expect(JSON.parse(JSON.stringify(answer?.data))).toEqual({ _entities: visits.map(() => ({ claims: [], charges: [], claim: null })) });
  });

  it('record numbers enumerated by search', async () => {
    const [{ record_number: number } = { record_number: '' }] = await clinic.rows<{ record_number: string }>('SELECT record_number FROM patient.patient WHERE id = $1', [own.patient]);
    for (const text of [number, '100001', 'a']) {
      const { data, errors } = await clinic.front.ask('query ($text: String!) { searchPatients(text: $text) { edges { node { id } } } }', { text }, me);
      expect([data, errors.map(({ extensions }) => extensions)]).toEqual([undefined, [{ code: 'FORBIDDEN', fields: ['Query.searchPatients'] }]]);
    }
  });

  it.each<[string, string, object]>([
    ['worklists', '{ claimWorklist { edges { node { id } } } }', {}],
    ['the day sheet', 'query ($l: ID!) { daySheet(locationId: $l, date: "2026-03-09") { appointments { id } } }', { l: randomUUID() }],
  ])('%s of the staff opened to patients', async (_flaw, query, variables) => {
    expect((await clinic.front.ask(query, variables, me)).errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
  });

  it('changes that are for staff, made by a patient: nothing is written', async () => {
    const before = await clinic.contents();
    const update = await clinic.front.ask('mutation ($input: UpdatePatientInput!) { updatePatient(input: $input) { patient { id } } }', { input: { idempotencyKey: randomUUID(), id: own.patient, version: 1, birthDate: '1900-01-01' } }, me);
    const book = await clinic.front.ask('mutation ($input: CancelAppointmentInput!) { cancelAppointment(input: $input) { appointment { id } } }', { input: { idempotencyKey: randomUUID(), appointmentId: others.appointment, version: 1, reasonCode: 'OTHER', reason: 'planted' } }, me);
    for (const { errors } of [update, book]) expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
    expect(await clinic.contents()).toBe(before);
  });

  it.each<[string, Role[]]>([['a visitor of the page', ['PUBLIC']], ['a person without any role', []]])('%s reads patients', async (_who, roles) => {
    const answer = await clinic.clinic.subgraphs['patient']?.execute({ query: `{ patient(id: "${own.patient}") { id name { full } } }` }, { viewer: viewerOf(roles), requestId: randomUUID() });
    expect(answer?.errors?.map(({ extensions }) => extensions)).toEqual([{ code: 'FORBIDDEN', fields: ['HumanName.full', 'Patient.id', 'Patient.name', 'Query.patient'] }]);
  });
});
