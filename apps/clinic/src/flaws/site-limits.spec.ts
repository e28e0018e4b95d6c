import { randomUUID } from 'node:crypto';
import { DEMO_PEOPLE, SAMPLE_LOCATION_IDS, SAMPLE_PRACTICES } from '@spindle/sample-clinic';
import { TestClinic, type As } from '../testing/test-clinic';

/** Staff who are limited to one site ask for what is at the other. */
describe('the limit to a site', () => {
  let clinic: TestClinic;
  let there: { id: string; patient: string; version: number };
  const here: As = { siteIds: [SAMPLE_LOCATION_IDS.broomfield] };
  beforeAll(async () => {
    clinic = await TestClinic.start();
    const [row] = await clinic.rows<{ id: string; patient: string; version: number }>(`SELECT id, patient_id AS patient, version FROM scheduling.appointment a WHERE practice_id = $1 AND location_id = $2 AND state = 'BOOKED'
      AND EXISTS (SELECT FROM scheduling.appointment b WHERE b.patient_id = a.patient_id AND b.location_id <> a.location_id) ORDER BY starts_at DESC LIMIT 1`, [SAMPLE_PRACTICES.spindle.id, SAMPLE_LOCATION_IDS.westminster]);
    const [any] = await clinic.rows<{ id: string; patient: string; version: number }>(`SELECT id, patient_id AS patient, version FROM scheduling.appointment WHERE practice_id = $1 AND location_id = $2 AND state = 'BOOKED' ORDER BY starts_at DESC LIMIT 1`, [SAMPLE_PRACTICES.spindle.id, SAMPLE_LOCATION_IDS.westminster]);
    there = row ?? any ?? { id: '', patient: '', version: 0 };
  });
  afterAll(() => clinic.stop());

  it('bypassed by appointment id', async () => {
    const query = 'query ($id: ID!) { appointment(id: $id) { id patient { name { full } } } }';
    expect((await clinic.front.ask(query, { id: there.id }, here)).text).toBe((await clinic.front.ask(query, { id: randomUUID() }, here)).text);
    expect((await clinic.front.ask<{ appointment: object | null }>(query, { id: there.id })).data.appointment).not.toBeNull();
  });

  it('bypassed by the day sheet of another site', async () => {
    const query = 'query ($l: ID!, $d: Date!) { daySheet(locationId: $l, date: $d) { appointments { id } } }';
    const [{ day } = { day: '' }] = await clinic.rows<{ day: string }>('SELECT (starts_at AT TIME ZONE time_zone)::date::text AS day FROM scheduling.appointment WHERE id = $1', [there.id]);
    expect((await clinic.front.ask(query, { l: SAMPLE_LOCATION_IDS.westminster, d: day }, here)).data).toEqual({ daySheet: null });
    expect((await clinic.front.ask<{ daySheet: object | null }>(query, { l: SAMPLE_LOCATION_IDS.westminster, d: day })).data.daySheet).not.toBeNull();
  });

  it('bypassed through the patient: the list holds visits of the own site alone', async () => {
    const query = 'query ($id: ID!) { patient(id: $id) { appointments(first: 100) { edges { node { id location { id } } } } } }';
    interface Visits { readonly patient: { readonly appointments: { readonly edges: readonly { readonly node: { readonly id: string; readonly location: { readonly id: string } | null } }[] } } }
    const limited = (await clinic.front.ask<Visits>(query, { id: there.patient }, here)).data.patient.appointments.edges;
    const all = (await clinic.front.ask<Visits>(query, { id: there.patient })).data.patient.appointments.edges;
    expect(all.map(({ node }) => node.id)).toContain(there.id);
    expect(limited.map(({ node }) => node.id)).toEqual(all.filter(({ node }) => node.location === null || node.location.id === SAMPLE_LOCATION_IDS.broomfield).map(({ node }) => node.id));
  });

  it('bypassed by a change: a visit of the other site is not found, a booking there finds no such site, nothing is written', async () => {
    const before = await clinic.contents();
    const cancel = (appointmentId: string) => clinic.front.ask('mutation ($input: CancelAppointmentInput!) { cancelAppointment(input: $input) { appointment { id } errors { __typename } } }', { input: { idempotencyKey: randomUUID(), appointmentId, version: there.version, reasonCode: 'OTHER', reason: 'not my site' } }, here);
    expect((await cancel(there.id)).text).toBe((await cancel(randomUUID())).text);
    const [practitioner] = await clinic.rows<{ id: string }>('SELECT practitioner_id AS id FROM scheduling.practitioner_location WHERE location_id = $1 LIMIT 1', [SAMPLE_LOCATION_IDS.westminster]);
    const book = (locationId: string) => clinic.front.ask('mutation ($input: BookAppointmentInput!) { bookAppointment(input: $input) { appointment { id } errors { __typename ... on UserError { message } } } }', { input: { idempotencyKey: randomUUID(), patientId: there.patient, practitionerId: practitioner?.id, locationId, serviceTypeCode: 'FOLLOW_UP', startsAt: '2027-06-01T16:00:00Z' } }, here);
    expect((await book(SAMPLE_LOCATION_IDS.westminster)).text).toBe((await book(randomUUID())).text);
    expect(await clinic.contents()).toBe(before);
  });

  it('left open by an empty list of sites', async () => {
    const viewer = { personId: DEMO_PEOPLE.FRONT_DESK.id, practiceId: SAMPLE_PRACTICES.spindle.id, roles: ['FRONT_DESK'] as const, siteIds: [] };
    const answer = await clinic.clinic.subgraphs['scheduling']?.execute({ query: 'query ($id: ID!) { appointment(id: $id) { id } }', variables: { id: there.id } }, { viewer, requestId: randomUUID() });
    expect(JSON.parse(JSON.stringify(answer))).toEqual({ data: { appointment: null } });
  });
});
