import { randomUUID } from 'node:crypto';
import { TestClinic } from './testing/test-clinic';

let clinic: TestClinic;
beforeAll(async () => void (clinic = await TestClinic.start()), 120_000);
afterAll(() => clinic.stop());

const CREATE = 'mutation ($input: CreateCalendarFeedInput!) { createCalendarFeed(input: $input) { token feed { id } errors { __typename } } }';
const REVOKE = 'mutation ($input: RevokeCalendarFeedInput!) { revokeCalendarFeed(input: $input) { revoked } }';
interface Created { createCalendarFeed: { token: string; feed: { id: string } } }

it('gives a calendar program the file by its address alone, nothing new by ETag, and nothing once it is revoked', async () => {
  const { data: { practitioners } } = await clinic.front.ask<{ practitioners: { edges: { node: { id: string } }[] } }>('{ practitioners(first: 1) { edges { node { id } } } }');
  const { data } = await clinic.front.ask<Created>(CREATE, { input: { idempotencyKey: randomUUID(), practitionerId: practitioners.edges[0]?.node.id } });
  const { token, feed } = data.createCalendarFeed;
  const get = (name: string, headers: Record<string, string> = {}) => fetch(`${clinic.front.url}/calendar/${name}.ics`, { headers });
  const file = await get(token);
  expect([file.status, file.headers.get('content-type')]).toEqual([200, 'text/calendar; charset=utf-8']);
  expect(await file.text()).toMatch(/^BEGIN:VCALENDAR\r\n[^]*BEGIN:VEVENT[^]*END:VCALENDAR\s*$/);
  expect((await get(token, { 'if-none-match': file.headers.get('etag') ?? '' })).status).toBe(304);
  const answers: { status: number; text: string }[] = [];
  await clinic.front.ask(REVOKE, { input: { idempotencyKey: randomUUID(), feedId: feed.id } });
  for (const name of [token, `${token.slice(0, -1)}_`, `${'A'.repeat(22)}.${'A'.repeat(43)}`, 'x', '..%2f..%2fetc']) {
    const answer = await get(name);
    answers.push({ status: answer.status, text: await answer.text() });
  }
  expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
  expect(answers[0]?.status).toBe(404);
}, 30_000);
