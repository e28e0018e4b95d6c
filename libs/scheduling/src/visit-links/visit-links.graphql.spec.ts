import { newId } from '@spindle/database';
import type { Viewer } from '@spindle/subgraph';
import { NOW, SchedulingClinic } from '../testing/scheduling-clinic';

let clinic: SchedulingClinic;
beforeAll(async () => void (clinic = await SchedulingClinic.open()));
beforeEach(() => void (clinic.now = NOW));
afterAll(() => clinic.close());

const CREATE = 'mutation ($input: CreateVisitLinkInput!) { createVisitLink(input: $input) { token errors { __typename } } }';
const ANSWER = 'mutation ($input: AnswerVisitByLinkInput!) { answerVisitByLink(input: $input) { visit { startsAt localStart location { name } } errors { __typename ... on UserError { message } } } }';
interface Created { createVisitLink: { token: string | null; errors: { __typename: string }[] } }
interface Answered { visit: { localStart: string; location: { name: string } } | null; errors: { __typename: string; message: string }[] }

const visitor = (practice = clinic.practice): Viewer => ({ ...clinic.viewer(practice, 'PUBLIC'), personId: '00000000-0000-0000-0000-000000000000' });
const create = async (appointmentId: string, input: object = {}): Promise<Created['createVisitLink']> => (await clinic.ask<Created>(CREATE, { input: { idempotencyKey: newId(), appointmentId, ...input } }, clinic.viewer(clinic.practice, 'SERVICE'))).data.createVisitLink;
const answer = async (token: string | null, what: 'CONFIRM' | 'CANCEL', viewer = visitor()): Promise<Answered> => (await clinic.ask<{ answerVisitByLink: Answered }>(ANSWER, { input: { idempotencyKey: newId(), token, answer: what } }, viewer)).data.answerVisitByLink;
const stateOf = async (id: string): Promise<string | undefined> => (await clinic.asAdmin<{ state: string }>('SELECT state FROM scheduling.appointment WHERE id = $1', [id]))[0]?.state;

let day = 9;
const book = (): ReturnType<SchedulingClinic['book']> => clinic.book({ startsAt: `2026-03-${(day += 1)}T16:00:00Z` });

it('a visitor confirms by the link alone, sees when and where, and the house is told', async () => {
  const visit = await book();
  const { token } = await create(visit.id);
  expect(await answer(token, 'CONFIRM')).toEqual({ visit: { startsAt: '2026-03-10T16:00:00.000Z', localStart: '2026-03-10T10:00', location: { name: 'Broomfield' } }, errors: [] });
  expect([await stateOf(visit.id), await clinic.eventsOf(visit.id)]).toEqual(['CONFIRMED', ['AppointmentBooked', 'AppointmentConfirmed']]);
});

it('a cancelled visit gives its time back, late where the notice is over', async () => {
  const [early, late] = [await book(), await book()];
  const tokens = [(await create(early.id)).token, (await create(late.id)).token];
  clinic.now = new Date('2026-03-10T15:00:00Z');
  await answer(tokens[0] ?? '', 'CANCEL');
  clinic.now = new Date('2026-03-12T15:00:00Z');
  await answer(tokens[1] ?? '', 'CANCEL');
  expect([await stateOf(early.id), await stateOf(late.id)]).toEqual(['CANCELLED', 'LATE_CANCELLED']);
  expect(await clinic.asAdmin('SELECT FROM scheduling.reservation WHERE live AND holder_id = ANY($1)', [[early.id, late.id]])).toEqual([]);
});

it('keeps the hash of a token alone, tells it once, and makes none for a visit that is over', async () => {
  const visit = await book();
  const key = { idempotencyKey: newId() };
  const { token } = await create(visit.id, key);
  expect(await create(visit.id, key)).toEqual({ token: null, errors: [] });
  await answer(token, 'CANCEL');
  const secret = token?.split('.')[1] ?? 'none';
  expect(secret.length).toBe(43);
  expect(await clinic.everything()).not.toContain(secret);
  expect(JSON.stringify(await clinic.asAdmin('SELECT * FROM scheduling.idempotent_request'))).not.toContain(secret);
  expect([(await create(visit.id)).errors, (await create(newId())).errors]).toEqual([[{ __typename: 'TransitionNotAllowedError' }], [{ __typename: 'AppointmentNotFoundError' }]]);
});

it('answers alike a link that never was, was used, is another practice\'s, is too late, or whose visit was moved, and changes nothing', async () => {
  const [used, moved, over] = [await book(), await book(), await book()];
  const tokens = [(await create(used.id)).token, (await create(moved.id)).token, (await create(over.id)).token];
  await answer(tokens[0] ?? '', 'CONFIRM');
  await clinic.mutate('rescheduleAppointment', { appointmentId: moved.id, version: 1, startsAt: '2026-04-09T16:00:00Z' });
  const before = await clinic.everything();
  const answers = [await answer('x', 'CANCEL'), await answer(tokens[0] ?? '', 'CANCEL'), await answer(tokens[1] ?? '', 'CANCEL'), await answer(tokens[2] ?? '', 'CANCEL', visitor(clinic.otherPractice))];
  clinic.now = new Date('2026-03-30T16:00:00Z');
  answers.push(await answer(tokens[2] ?? '', 'CONFIRM'));
  expect(new Set(answers.map((each) => JSON.stringify(each))).size).toBe(1);
  expect(answers[0]).toMatchObject({ visit: null, errors: [{ __typename: 'LinkNotValidError' }] });
  expect(await clinic.everything()).toBe(before);
});

it('a visitor sees of the visit nothing else, and staff makes no links', async () => {
  const visit = await book();
  const { token } = await create(visit.id);
  expect((await clinic.ask(`{ appointment(id: "${visit.id}") { state } }`, {}, visitor())).errors).toMatchObject([{ code: 'FORBIDDEN' }]);
  expect((await clinic.ask(`mutation ($input: AnswerVisitByLinkInput!) { answerVisitByLink(input: $input) { visit { location { rooms { name } } } } }`, { input: { idempotencyKey: newId(), token, answer: 'CONFIRM' } }, visitor())).errors).toMatchObject([{ code: 'FORBIDDEN' }]);
  expect((await clinic.ask(CREATE, { input: { idempotencyKey: newId(), appointmentId: visit.id } })).errors).toMatchObject([{ code: 'FORBIDDEN' }]);
  expect(await stateOf(visit.id)).toBe('BOOKED');
});

it('of many who press at once one is heard', async () => {
  const visit = await book();
  const { token } = await create(visit.id);
  const answers = await Promise.all(Array.from({ length: 10 }, (_none, place) => answer(token, place % 2 ? 'CONFIRM' : 'CANCEL')));
  expect(answers.filter(({ errors }) => errors.length === 0)).toHaveLength(1);
});
