import { createHash, randomUUID } from 'node:crypto';
import { newId, onStatement } from '@spindle/database';
import { SchedulingClinic } from '../testing/scheduling-clinic';

let clinic: SchedulingClinic;
beforeAll(async () => void (clinic = await SchedulingClinic.open()));
afterAll(() => clinic.close());

const CREATE = `mutation ($input: CreateCalendarFeedInput!) { createCalendarFeed(input: $input) { token feed { id practitioner { id } room { id } } errors { __typename ... on UserError { message } ... on InvalidInputError { field } } } }`;
const REVOKE = `mutation ($input: RevokeCalendarFeedInput!) { revokeCalendarFeed(input: $input) { revoked errors { __typename } } }`;
interface Created { createCalendarFeed: { token: string | null; feed: { id: string } | null; errors: { __typename: string; field?: string }[] } }

async function create(input: object): Promise<Created['createCalendarFeed']> {
  const { data, errors } = await clinic.ask<Created>(CREATE, { input: { idempotencyKey: randomUUID(), ...input } });
  if (!data?.createCalendarFeed) throw new Error(JSON.stringify(errors));
  return data.createCalendarFeed;
}

async function calendar(token: string, practice = clinic.practice): Promise<{ text: string; etag: string } | null> {
  const tokenHash = createHash('sha256').update(token).digest('hex');
  const { data } = await clinic.ask<{ calendarFile: { text: string; etag: string } | null }>('query ($tokenHash: String!) { calendarFile(tokenHash: $tokenHash) { text etag } }', { tokenHash }, clinic.viewer(practice, 'SERVICE'));
  return data.calendarFile;
}

/** A reader of RFC 5545 of the test's own: unfolds lines, and gives each event's properties by name. */
function eventsIn(text: string): Map<string, string>[] {
  const lines = text.replace(/\r\n[ \t]/g, '').split('\r\n');
  const events: Map<string, string>[] = [];
  for (const line of lines) {
    const colon = line.indexOf(':');
    const name = line.slice(0, colon).split(';')[0] ?? '';
    if (line === 'BEGIN:VEVENT') events.push(new Map());
    else if (line !== 'END:VEVENT') events.at(-1)?.set(name, line.slice(colon + 1));
  }
  return events;
}

const instantOf = (stamp: string | undefined): string => new Date((stamp ?? '').replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z')).toISOString();

it('shows taken times in UTC on both sides of the change of clocks, with the room and nothing else', async () => {
  const { ruiz, okafor, roomTwo } = clinic.rows;
  const winter = await clinic.book({ startsAt: '2026-03-06T16:00:00Z', practitionerId: ruiz }).catch(() => null);
  const summer = await clinic.book({ startsAt: '2026-03-10T15:00:00Z', practitionerId: ruiz });
  await clinic.book({ startsAt: '2026-03-10T15:00:00Z', practitionerId: okafor, roomId: roomTwo, patientId: clinic.rows.patients[1] });
  const { token } = await create({ practitionerId: ruiz });
  const file = await calendar(token ?? '');
  const events = eventsIn(file?.text ?? '');
  expect(winter).toBeNull();
  expect(events.map((event) => [event.get('UID'), event.get('SEQUENCE'), event.get('STATUS'), instantOf(event.get('DTSTART')), instantOf(event.get('DTEND')), event.get('SUMMARY')]))
    .toEqual([[`${summer.id}@spindle`, '1', 'CONFIRMED', '2026-03-10T15:00:00.000Z', '2026-03-10T15:30:00.000Z', 'Visit']]);
  expect(events[0]?.get('LOCATION')?.replaceAll('\\,', ',')).toBe('Room 1, Broomfield');
  expect(file?.text).not.toMatch(/Follow|Ruiz|patient/i);
});

it('keeps a cancelled visit under its UID with a higher SEQUENCE, and gives another ETag', async () => {
  const visit = await clinic.book({ startsAt: '2026-03-11T16:00:00Z' });
  const { token } = await create({ roomId: clinic.rows.roomOne });
  const before = await calendar(token ?? '');
  expect(await calendar(token ?? '')).toEqual(before);
  await clinic.mutate('cancelAppointment', { appointmentId: visit.id, version: visit.version, reasonCode: 'PATIENT' });
  const after = await calendar(token ?? '');
  const of = (text: string | undefined) => eventsIn(text ?? '').find((event) => event.get('UID') === `${visit.id}@spindle`);
  expect([of(before?.text)?.get('STATUS'), of(before?.text)?.get('SEQUENCE')]).toEqual(['CONFIRMED', '1']);
  expect([of(after?.text)?.get('STATUS'), of(after?.text)?.get('SEQUENCE')]).toEqual(['CANCELLED', '2']);
  expect(after?.etag).not.toBe(before?.etag);
});

it('answers a revoked address, an unknown one and that of another practice alike: nothing', async () => {
  const { token, feed } = await create({ practitionerId: clinic.rows.okafor });
  expect(await calendar(token ?? '')).not.toBeNull();
  expect(await calendar(token ?? '', clinic.otherPractice)).toBeNull();
  const revoked = await clinic.ask(REVOKE, { input: { idempotencyKey: randomUUID(), feedId: feed?.id } });
  expect(revoked.data).toEqual({ revokeCalendarFeed: { revoked: true, errors: [] } });
  expect(await calendar(token ?? '')).toBeNull();
  expect(await calendar('unknown')).toBeNull();
  const again = await clinic.ask(REVOKE, { input: { idempotencyKey: randomUUID(), feedId: feed?.id } });
  expect(again.data).toMatchObject({ revokeCalendarFeed: { errors: [{ __typename: 'CalendarFeedNotFoundError' }] } });
});

it('shows the token once and keeps its hash alone', async () => {
  const input = { idempotencyKey: randomUUID(), practitionerId: clinic.rows.okafor };
  const first = await create(input);
  const second = await create(input);
  expect(second).toEqual({ ...first, token: null });
  const secret = first.token?.split('.')[1] ?? 'none';
  expect(secret.length).toBeGreaterThanOrEqual(43);
  expect(await clinic.everything()).not.toContain(secret);
  expect(JSON.stringify(await clinic.asAdmin('SELECT answer FROM scheduling.idempotent_request'))).not.toContain(secret);
});

it.each<[string, () => object, string]>([
  ['nobody', () => ({}), 'practitionerId'],
  ['both', () => ({ practitionerId: clinic.rows.ruiz, roomId: clinic.rows.roomOne }), 'practitionerId'],
  ['an unknown practitioner', () => ({ practitionerId: newId() }), 'practitionerId'],
  ["another practice's room", () => ({ roomId: clinic.otherRows.roomOne }), 'roomId'],
  ['a room as a practitioner', () => ({ practitionerId: clinic.rows.roomOne }), 'practitionerId'],
])('refuses the calendar of %s', async (_whose, input, field) => {
  expect(await create(input())).toMatchObject({ feed: null, token: null, errors: [{ __typename: 'InvalidInputError', field }] });
});

it('allows ten open feeds of one calendar', async () => {
  for (let made = 0; made < 10; made += 1) await create({ roomId: clinic.rows.gym });
  expect(await create({ roomId: clinic.rows.gym })).toMatchObject({ errors: [{ __typename: 'TooManyFeedsError' }] });
});

it('is read in two statements, and by the gateway alone', async () => {
  const { token } = await create({ practitionerId: clinic.rows.ruiz });
  let count = 0;
  const stop = onStatement(({ purpose }) => void (count += purpose === 'DOMAIN' ? 1 : 0));
  await calendar(token ?? '');
  stop();
  expect(count).toBe(2);
  const { errors } = await clinic.ask('{ calendarFile(tokenHash: "x") { etag } }', {}, clinic.admin);
  expect(errors).toMatchObject([{ code: 'FORBIDDEN' }]);
});
