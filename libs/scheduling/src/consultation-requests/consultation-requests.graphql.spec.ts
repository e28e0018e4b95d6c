import { newId, onStatement } from '@spindle/database';
import type { Viewer } from '@spindle/subgraph';
import { NOW, SchedulingClinic } from '../testing/scheduling-clinic';

let clinic: SchedulingClinic;
beforeAll(async () => void (clinic = await SchedulingClinic.open()));
beforeEach(() => void (clinic.now = NOW));
afterAll(() => clinic.close());

const visitor = (): Viewer => ({ ...clinic.viewer(clinic.practice, 'PUBLIC'), personId: '00000000-0000-0000-0000-000000000000' });
const REQUEST = `mutation ($input: RequestConsultationInput!) { requestConsultation(input: $input) { receipt { location { name } startsAt localStart } errors { __typename ... on UserError { message } ... on InvalidInputError { field } ... on ConsultationTimeTakenError { nearestStarts } } } }`;
const LIST = '{ consultationRequests(first: 100) { edges { node { id outcome concern startsAt lead { name telephone concern } appointment { id state } } } } }';
interface Answer { receipt: { location: { name: string }; startsAt: string; localStart: string } | null; errors: ({ __typename: string } & Record<string, unknown>)[] }
interface Listed { id: string; outcome: string; concern: string | null; lead: { name: string; concern: string | null }; appointment: { id: string; state: string } | null }

async function request(otherwise: object = {}, viewer = visitor()): Promise<Answer> {
  const input = { idempotencyKey: newId(), name: 'José Núñez', telephone: '303-555-0100', concern: 'Xyzzy hurts', source: 'WEB_SEARCH', locationId: clinic.rows.broomfield, startsAt: '2026-03-10T16:00:00Z', ...otherwise };
  const { data, errors } = await clinic.ask<{ requestConsultation: Answer }>(REQUEST, { input }, viewer);
  if (!data?.requestConsultation) throw new Error(JSON.stringify(errors));
  return data.requestConsultation;
}
const list = async (): Promise<Listed[]> => (await clinic.ask<{ consultationRequests: { edges: { node: Listed }[] } }>(LIST)).data.consultationRequests.edges.map(({ node }) => node);
const book = (input: object): Promise<unknown> => clinic.ask('mutation ($input: BookFreeConsultationInput!) { bookFreeConsultation(input: $input) { confirmationCode errors { __typename } } }', { input: { idempotencyKey: newId(), source: 'WEB_SEARCH', locationId: clinic.rows.broomfield, ...input } });
const ofTime = (hour: number): object => ({ startsAt: `2026-03-11T${hour}:00:00Z` });

it('offers the next times to whoever opens the page, without saying who gives them', async () => {
  const { data } = await clinic.ask<{ consultationOffer: { locations: { name: string; telephone: string }[]; times: { startsAt: string; localStart: string; location: { name: string } }[] } }>('{ consultationOffer(first: 4) { locations { id name addressLines city telephone } times { startsAt localStart location { name } } } }', {}, visitor());
  expect(data.consultationOffer.locations.map(({ name }) => name)).toEqual(['Broomfield', 'Westminster']);
  expect(data.consultationOffer.times).toHaveLength(4);
  expect(data.consultationOffer.times[0]).toMatchObject({ startsAt: NOW.toISOString(), localStart: '2026-03-09T08:00' });
  const { data: one } = await clinic.ask<{ consultationOffer: { times: { location: { name: string } }[] } }>(`{ consultationOffer(locationId: "${clinic.rows.westminster}") { times { location { name } } } }`, {}, visitor());
  expect(one.consultationOffer.times.map(({ location }) => location.name)).toEqual(Array(6).fill('Westminster'));
  expect((await clinic.ask(`{ consultationOffer(locationId: "${newId()}") { times { startsAt } } }`, {}, visitor())).data).toEqual({ consultationOffer: null });
});

it('books the time at no price for a lead, files the request for the front desk, and tells the visitor when and where', async () => {
  expect(await request()).toEqual({ receipt: { location: { name: 'Broomfield' }, startsAt: '2026-03-10T16:00:00.000Z', localStart: '2026-03-10T10:00' }, errors: [] });
  const [filed] = await list();
  expect(filed).toMatchObject({ outcome: 'BOOKED', concern: 'Xyzzy hurts', lead: { name: 'José Núñez' }, appointment: { state: 'BOOKED' } });
  expect(await clinic.asAdmin('SELECT f.channel, s.complimentary FROM scheduling.free_consultation f JOIN scheduling.appointment a ON a.id = f.appointment_id JOIN scheduling.service_type s ON s.practice_id = a.practice_id AND s.code = a.service_type_code')).toEqual([{ channel: 'WEB', complimentary: true }]);
  expect(JSON.stringify(await clinic.asAdmin('SELECT payload FROM scheduling.outbox_event'))).not.toMatch(/Xyzzy|Jos|3035550100/);
});

it('answers alike whether the person is new, had one, or is a patient; nothing of a known lead is overwritten, and all are called', async () => {
  await book({ name: 'Had One', telephone: '303-555-0101', startsAt: '2026-03-20T16:00:00Z', concern: 'The first words' });
  await book({ name: 'Is Patient', telephone: '303-555-0102', startsAt: '2026-03-20T17:00:00Z' });
  await clinic.asAdmin(`UPDATE scheduling.lead SET patient_id = $1, converted_at = now() WHERE name = 'Is Patient'`, [newId()]);
  const people = [{ name: 'Quite New', telephone: '303-555-0103' }, { name: 'one HAD', telephone: '(303) 555-0101' }, { name: 'Is Patient', telephone: '303-555-0102' }];
  const answers: string[] = [];
  for (const [place, person] of people.entries()) answers.push(JSON.stringify(await request({ ...person, concern: 'Other words', ...ofTime(15 + place) })).replaceAll(/T\d\d:\d\d/g, ''));
  expect(new Set(answers).size).toBe(1);
  expect((await list()).slice(1).map(({ outcome, appointment }) => [outcome, appointment !== null])).toEqual([['BOOKED', true], ['HAD_ALREADY', false], ['IS_PATIENT', false]]);
  expect(await clinic.asAdmin(`SELECT name, concern FROM scheduling.lead WHERE telephone = '+13035550101'`)).toEqual([{ name: 'Had One', concern: 'The first words' }]);
  expect(await clinic.asAdmin(`SELECT FROM scheduling.appointment a JOIN scheduling.lead d ON d.id = a.lead_id WHERE d.telephone = '+13035550101'`)).toHaveLength(1);
});

it('refuses a time that is not free in the same words to everybody, with the next that are', async () => {
  const taken = { startsAt: '2026-03-12T16:00:00Z' };
  for (const [practitionerId, roomId, patientId] of [[clinic.rows.ruiz, clinic.rows.roomOne, clinic.rows.patients[0]], [clinic.rows.okafor, clinic.rows.roomTwo, clinic.rows.patients[1]]]) await clinic.book({ ...taken, practitionerId, roomId, patientId });
  const before = await clinic.everything();
  const answers = [await request({ name: 'Some Body', telephone: '303-555-0104', ...taken }), await request({ name: 'Had One', telephone: '303-555-0101', ...taken })];
  expect(answers[0]).toMatchObject({ receipt: null, errors: [{ __typename: 'ConsultationTimeTakenError', nearestStarts: ['2026-03-12T16:30:00.000Z', '2026-03-12T16:31:00.000Z', '2026-03-12T16:32:00.000Z', '2026-03-12T16:33:00.000Z'] }] });
  expect([answers[1], await clinic.everything()]).toEqual([answers[0], before]);
});

it.each<[string, object, object]>([
  ['no name', { name: ' ' }, { __typename: 'InvalidInputError', field: 'name' }],
  ['a telephone number without its area code', { telephone: '555-0100' }, { __typename: 'InvalidInputError', field: 'telephone' }],
  ['a book for a concern', { concern: 'x'.repeat(501) }, { __typename: 'InvalidInputError', field: 'concern' }],
  ["another practice's site", { locationId: 'OTHER' }, { __typename: 'InvalidInputError', field: 'locationId' }],
  ['a time that is over', { startsAt: '2026-03-01T16:00:00Z' }, { __typename: 'ConsultationTimeTakenError' }],
])('refuses %s, and keeps nothing', async (_what, otherwise, error) => {
  const before = await clinic.everything();
  const input = 'locationId' in otherwise ? { locationId: clinic.otherRows.broomfield } : otherwise;
  expect(await request({ name: 'Bad Input', ...input })).toMatchObject({ receipt: null, errors: [error] });
  expect(await clinic.everything()).toBe(before);
});

it('gives the next free time where none is named, and one of many who send the same twice', async () => {
  const key = { idempotencyKey: newId(), name: 'Twice Sent', telephone: '303-555-0105', startsAt: null };
  const answers = await Promise.all(Array.from({ length: 8 }, () => request(key)));
  expect(new Set(answers.map((each) => JSON.stringify(each))).size).toBe(1);
  expect(answers[0]).toMatchObject({ receipt: { startsAt: NOW.toISOString() }, errors: [] });
  expect(await clinic.asAdmin(`SELECT FROM scheduling.consultation_request q JOIN scheduling.lead d ON d.id = q.lead_id WHERE d.name = 'Twice Sent'`)).toHaveLength(1);
  expect(await request({ ...key, name: 'Somebody Else' })).toMatchObject({ errors: [{ __typename: 'IdempotencyKeyReusedError' }] });
});

it('books once of many who ask for one person or for one time at once', async () => {
  const [same, apart] = await Promise.all([
    Promise.all(Array.from({ length: 8 }, (_none, minute) => request({ name: 'Only Once', telephone: '303-555-0106', startsAt: `2026-03-16T1${minute}:00:00Z` }))),
    Promise.all(Array.from({ length: 8 }, (_none, number) => request({ name: `Rival ${'abcdefgh'.charAt(number)}`, telephone: '303-555-0107', startsAt: '2026-03-17T16:00:00Z' }))),
  ]);
  expect(same.every(({ receipt }) => receipt !== null)).toBe(true);
  expect(await clinic.asAdmin(`SELECT FROM scheduling.appointment a JOIN scheduling.lead d ON d.id = a.lead_id WHERE d.name = 'Only Once'`)).toHaveLength(1);
  expect(apart.filter(({ receipt }) => receipt !== null)).toHaveLength(2);
  expect(await clinic.overlaps()).toBe(0);
});

it('a visitor sees neither the list nor a lead; who calls takes a request off it', async () => {
  expect((await clinic.ask(LIST, {}, visitor())).errors).toMatchObject([{ code: 'FORBIDDEN' }]);
  expect((await clinic.ask(LIST, {}, clinic.viewer(clinic.practice, 'BILLER'))).errors).toMatchObject([{ code: 'FORBIDDEN' }]);
  const [first] = await list();
  const settle = async (): Promise<object> => (await clinic.ask<{ settleConsultationRequest: object }>('mutation ($input: SettleConsultationRequestInput!) { settleConsultationRequest(input: $input) { request { id settledAt } errors { __typename } } }', { input: { idempotencyKey: newId(), requestId: first?.id } })).data.settleConsultationRequest;
  expect(await settle()).toEqual({ request: { id: first?.id, settledAt: NOW.toISOString() }, errors: [] });
  expect(await settle()).toEqual({ request: null, errors: [{ __typename: 'ConsultationRequestNotFoundError' }] });
  expect((await list()).map(({ id }) => id)).not.toContain(first?.id);
});

it('is counted with those who called: who asked, who came, who became a patient', async () => {
  const { data } = await clinic.ask<{ freeConsultationReport: { total: { booked: number; converted: number } } }>('{ freeConsultationReport(from: "2026-03-01", through: "2026-03-31") { total { booked arrived converted } } }');
  expect(data.freeConsultationReport.total).toEqual({ booked: 8, arrived: 0, converted: 1 });
});

it('lists requests in as many statements for many as for one', async () => {
  let count = 0;
  const counted = async (first: number): Promise<number> => {
    count = 0;
    const stop = onStatement(({ purpose }) => void (count += purpose === 'DOMAIN' ? 1 : 0));
    await clinic.ask(LIST.replace('100', String(first))).finally(stop);
    return count;
  };
  expect(await counted(20)).toBe(await counted(1));
});
