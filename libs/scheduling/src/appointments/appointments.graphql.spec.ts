import { randomUUID } from 'node:crypto';
import { newId, onStatement } from '@spindle/database';
import { ImportedAppointmentService } from '../subgraph';
import { SchedulingClinic } from '../testing/scheduling-clinic';

let clinic: SchedulingClinic;
const booked: string[] = [];

/** Eleven visits of the first patient on as many days, the first cancelled; the second patient has one. */
beforeAll(async () => {
  clinic = await SchedulingClinic.open();
  for (let day = 10; day < 21; day += 1) booked.push((await clinic.book({ startsAt: `2026-03-${day}T16:00:00Z` })).id);
  await clinic.mutate('cancelAppointment', { appointmentId: booked[0], version: 1, reasonCode: 'PATIENT' });
  await clinic.book({ patientId: clinic.rows.patients[1], startsAt: '2026-03-10T20:00:00Z' });
});
afterAll(() => clinic.close());

async function domainStatements(work: () => Promise<unknown>): Promise<number> {
  let count = 0;
  const stop = onStatement(({ purpose }) => void (count += purpose === 'DOMAIN' ? 1 : 0));
  await work();
  stop();
  return count;
}

const ENTITIES = 'query ($of: [_Any!]!) { _entities(representations: $of) { __typename';
const LIST = `${ENTITIES} ... on Patient { appointments(first: $first, after: $after, order: $order) { edges { cursor node { id startsAt } } pageInfo { hasNextPage hasPreviousPage endCursor } } } } }`
  .replace('$of: [_Any!]!', '$of: [_Any!]!, $first: Int, $after: String, $order: AppointmentOrder!');

interface Connection { edges: { node: { id: string } }[]; pageInfo: { hasNextPage: boolean; endCursor: string } }
async function list(variables: object): Promise<Connection> {
  const { data, errors } = await clinic.ask<{ _entities: { appointments: Connection }[] }>(LIST, { of: [{ __typename: 'Patient', id: clinic.rows.patients[0] }], order: 'NEWEST_FIRST', ...variables });
  const found = data?._entities[0]?.appointments;
  if (!found) throw new Error(JSON.stringify(errors));
  return found;
}

it('shows a visit with all that belongs to it', async () => {
  const { data } = await clinic.ask(`{ appointment(id: "${booked[1]}") { __typename id version state source startsAt endsAt localStart timeZone patient { id } practitionerName placeName
    location { name timeZone } room { name } practitioner { name { display } npi } serviceType { code complimentary } replaces { id } replacedBy { id } holdExpiresAt } }`);
  expect(data).toEqual({ appointment: {
    __typename: 'Appointment', id: booked[1], version: 1, state: 'BOOKED', source: 'RECORDED', startsAt: '2026-03-11T16:00:00.000Z', endsAt: '2026-03-11T16:30:00.000Z',
    localStart: '2026-03-11T10:00', timeZone: 'America/Denver', patient: { id: clinic.rows.patients[0] }, practitionerName: null, placeName: null,
    location: { name: 'Broomfield', timeZone: 'America/Denver' }, room: { name: 'Room 1' }, practitioner: { name: { display: 'Ana Ruiz, PT, DPT' }, npi: expect.stringMatching(/^1\d{9}$/) },
    serviceType: { code: 'FOLLOW_UP', complimentary: false }, replaces: null, replacedBy: null, holdExpiresAt: null,
  } });
});

it("answers another practice's appointment like one that does not exist", async () => {
  const query = 'query ($id: ID!) { appointment(id: $id) { id } }';
  const other = clinic.viewer(clinic.otherPractice);
  expect(await clinic.ask(query, { id: booked[1] }, other)).toEqual(await clinic.ask(query, { id: newId() }, other));
  const entities = `${ENTITIES} } }`;
  expect((await clinic.ask(entities, { of: [{ __typename: 'Appointment', id: booked[1] }, { __typename: 'Appointment', id: 'nonsense' }] }, other)).data).toEqual({ _entities: [null, null] });
});

it('refuses what is no identifier', async () => {
  expect((await clinic.ask('{ appointment(id: "1 OR 1=1") { id } }')).errors).toMatchObject([{ code: 'BAD_USER_INPUT' }]);
});

describe('Patient.appointments', () => {
  it.each(['NEWEST_FIRST', 'OLDEST_FIRST'])('pages through %s without a gap or a repeat', async (order) => {
    const seen: string[] = [];
    let after: string | null = null;
    for (let page = 0; page < 10; page += 1) {
      const { edges, pageInfo }: Connection = await list({ first: 4, after, order });
      seen.push(...edges.map(({ node }) => node.id));
      after = pageInfo.endCursor;
      if (!pageInfo.hasNextPage) break;
    }
    expect(seen).toEqual(order === 'NEWEST_FIRST' ? booked.toReversed() : booked);
  });

  it('pages through visits that begin at the same instant', async () => {
    const patientId = newId<'Patient'>();
    const service = new ImportedAppointmentService(clinic.database.session(clinic.viewer()), { now: () => clinic.now });
    const at = new Date('2020-01-01T16:00:00Z');
    for (const key of ['a', 'b', 'c', 'd', 'e']) await service.store({ sourceKey: `same ${key}`, patientId, state: 'COMPLETED', startsAt: at, endsAt: new Date(at.getTime() + 60_000), timeZone: 'America/Denver', practitionerName: null, placeName: null, cancellationReason: null });
    for (const order of ['NEWEST_FIRST', 'OLDEST_FIRST']) {
      const of = [{ __typename: 'Patient', id: patientId }];
      const first = await list({ of, first: 2, order });
      const second = await list({ of, first: 100, order, after: first.pageInfo.endCursor });
      expect(new Set([...first.edges, ...second.edges].map(({ node }) => node.id)).size).toBe(5);
    }
  });

  it('is empty for a patient without visits, and for another practice', async () => {
    expect((await list({ of: [{ __typename: 'Patient', id: newId() }] })).edges).toEqual([]);
    const { data } = await clinic.ask(LIST, { of: [{ __typename: 'Patient', id: clinic.rows.patients[0] }], order: 'NEWEST_FIRST' }, clinic.viewer(clinic.otherPractice));
    expect(data).toMatchObject({ _entities: [{ appointments: { edges: [] } }] });
  });

  it.each([[{ first: 0 }], [{ first: 101 }], [{ first: -1 }], [{ after: 'x' }], [{ after: Buffer.from('["1","2"]').toString('base64url') }]])('refuses %j', async (variables) => {
    const { errors } = await clinic.ask(LIST, { of: [{ __typename: 'Patient', id: newId() }], order: 'NEWEST_FIRST', ...variables });
    expect(errors).toMatchObject([{ code: 'BAD_USER_INPUT' }]);
  });
});

it('gives the next visit that still stands', async () => {
  const query = `${ENTITIES} ... on Patient { nextAppointment { id } } } }`;
  const [first, second] = clinic.rows.patients;
  const { data } = await clinic.ask(query, { of: [first, second, newId()].map((id) => ({ __typename: 'Patient', id })) });
  expect(data).toMatchObject({ _entities: [{ nextAppointment: { id: booked[1] } }, { nextAppointment: { id: expect.any(String) } }, { nextAppointment: null }] });
});

describe('the number of statements', () => {
  const CHILDREN = 'id location { name rooms { name } } room { name } practitioner { name { display } credentials { kind } } serviceType { name }';
  it.each([
    ['20 patients with their visits', `${ENTITIES} ... on Patient { appointments(first: 20) { edges { node { id location { name } practitioner { npi } serviceType { name } room { name } } } } } } }`, 'Patient', 1],
    ['20 patients with visits and next visit', `${ENTITIES} ... on Patient { appointments { edges { node { id } } } nextAppointment { id } } }`.concat(' }'), 'Patient', 2],
    ['20 appointments with everything', `${ENTITIES} ... on Appointment { ${CHILDREN} } } }`, 'Appointment', 3],
  ])('of %s does not grow with them', async (_name, query, type, expected) => {
    const ids = type === 'Patient' ? [...clinic.rows.patients, ...Array.from({ length: 12 }, randomUUID)] : [...booked, ...Array.from({ length: 9 }, randomUUID)];
    const of = ids.map((id) => ({ __typename: type, id }));
    expect(await domainStatements(async () => expect((await clinic.ask(query, { of })).errors).toEqual([]))).toBe(expected);
  });
});
