import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jsonLogger } from '@spindle/subgraph';
import { workspaceFolder } from '@spindle/supergraph';
import { openReminderSender, type ReminderSender } from './reminder-sender';
import { TestClinic } from './testing/test-clinic';

const DAY_MS = 86_400_000;
const log: string[] = [];
const logger = jsonLogger((line) => log.push(line));
const clock = { aheadMs: 0, now: () => new Date(Date.now() + clock.aheadMs) };

let clinic: TestClinic;
let folder: string;
let sender: ReminderSender;
beforeAll(async () => {
  clinic = await TestClinic.start(clock, { logger, guards: { rates: true }, rateLimits: { person: 100_000, practice: 100_000, address: 100_000, visitor: 40 } });
  folder = await mkdtemp(join(tmpdir(), 'spindle-messages-'));
  sender = await openReminderSender({ place: clinic.database, url: clinic.front.url, folder, clock, logger });
}, 120_000);
beforeEach(() => { clock.aheadMs = 0; });
afterAll(async () => {
  await sender.stop();
  await clinic.stop();
  await rm(folder, { recursive: true });
});

interface Slot { startsAt: string; practitioner: { id: string }; location: { id: string }; room: { id: string } | null }
interface Sent { id: string; template: string; channel: string; address: string; text: string }

/** Books the first free time some days ahead for one of the sample's patients. */
async function book(days: number): Promise<{ id: string; startsAt: string; patientId: string }> {
  const [patient] = await clinic.rows<{ id: string }>(`SELECT p.id FROM patient.patient p WHERE p.birth_date < '2000-01-01' AND EXISTS (SELECT FROM scheduling.resource r WHERE r.id = p.id) AND p.practice_id = '0193a6f0-0000-7000-8000-0000000000a1' ORDER BY p.id OFFSET $1 LIMIT 1`, [days]);
  const from = new Date(Date.now() + days * DAY_MS).toISOString();
  const { data: { availableSlots: { slots: [slot] } } } = await clinic.front.ask<{ availableSlots: { slots: Slot[] } }>('query ($from: DateTime) { availableSlots(serviceTypeCode: "PT_VISIT", from: $from, first: 1) { slots { startsAt practitioner { id } location { id } room { id } } } }', { from });
  const input = { idempotencyKey: randomUUID(), patientId: patient?.id, serviceTypeCode: 'PT_VISIT', startsAt: slot?.startsAt, practitionerId: slot?.practitioner.id, locationId: slot?.location.id, roomId: slot?.room?.id ?? null };
  const { data } = await clinic.front.ask<{ bookAppointment: { appointment: { id: string; startsAt: string } | null; errors: object[] } }>('mutation ($input: BookAppointmentInput!) { bookAppointment(input: $input) { appointment { id startsAt } errors { __typename } } }', { input });
  if (!data.bookAppointment.appointment) throw new Error(JSON.stringify(data));
  return { ...data.bookAppointment.appointment, patientId: patient?.id ?? '' };
}
const files = (): Promise<string[]> => readdir(folder);
const read = async (name: string): Promise<Sent> => JSON.parse(await readFile(join(folder, name), 'utf8')) as Sent;
const stateOf = async (id: string): Promise<string> => (await clinic.front.ask<{ appointment: { state: string } }>('query ($id: ID!) { appointment(id: $id) { state } }', { id })).data.appointment.state;
const remindersOf = async (id: string): Promise<{ state: string; reason: string | null; dueAt: string }[]> => (await clinic.front.ask<{ appointment: { reminders: { state: string; reason: string | null; dueAt: string }[] } }>('query ($id: ID!) { appointment(id: $id) { reminders { state reason dueAt } } }', { id })).data.appointment.reminders;
/** Sets the sender's clock to when the visit's reminder is due. */
async function whenDue(id: string): Promise<void> {
  const [reminder] = await remindersOf(id);
  clock.aheadMs = Date.parse(reminder?.dueAt ?? '') - Date.now() + 1_000;
}
async function remind(days: number): Promise<{ visit: Awaited<ReturnType<typeof book>>; sent: Sent; address: string }> {
  const visit = await book(days);
  const before = new Set(await files());
  await whenDue(visit.id);
  await sender.send();
  const [name] = (await files()).filter((each) => !before.has(each));
  const sent = await read(name ?? '');
  return { visit, sent, address: /https?:\S+\/visit\/\S+/.exec(sent.text)?.[0] ?? '' };
}
const page = async (address: string, form?: Record<string, string>): Promise<{ status: number; text: string }> => {
  const response = await fetch(address, form ? { method: 'POST', body: new URLSearchParams(form) } : {});
  return { status: response.status, text: await response.text() };
};

it('a sender that is killed behind its file and before its mark sends no second file, and the reminder goes on at once', async () => {
  const visit = await book(3);
  await whenDue(visit.id);
  const child = spawn(process.execPath, ['--import', createRequire(import.meta.url).resolve('tsx'), join(import.meta.dirname, 'testing/sender-process.ts')], {
    cwd: workspaceFolder(), stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, TSX_TSCONFIG_PATH: join(workspaceFolder(), 'tsconfig.base.json'), SENDER_URL: clinic.database.url, SENDER_SECRET: clinic.database.secret, SENDER_GATEWAY: clinic.front.url, SENDER_FOLDER: folder, SENDER_AHEAD_MS: String(clock.aheadMs) },
  });
  await once(child.stdout, 'data');
  child.kill('SIGKILL');
  await once(child, 'exit');
  const [name, ...more] = await files();
  expect([more, (await remindersOf(visit.id)).map(({ state }) => state)]).toEqual([[], ['PENDING']]);
  const first = await read(name ?? '');
  while ((await remindersOf(visit.id))[0]?.state === 'PENDING') await sender.send();
  expect([await files(), await read(name ?? ''), (await remindersOf(visit.id)).map(({ state }) => state)]).toEqual([[name], first, ['SENT']]);
  expect(first).toMatchObject({ template: 'VISIT_REMINDER', text: expect.stringContaining('Spindle Spine & Pain') });
  expect(first.text).not.toMatch(/PT_VISIT|therap|needl/i);
}, 60_000);

it('a link in a message shows time and site to whoever fetches it, changes nothing by that, and confirms once', async () => {
  const { visit, sent, address } = await remind(4);
  const before = await clinic.contents();
  const shown = [await page(address), await page(address), await page(address)];
  expect([new Set(shown.map(({ status }) => status)), await clinic.contents(), await stateOf(visit.id)]).toEqual([new Set([200]), before, 'BOOKED']);
  const [name] = /(?<=Hello |Hola )[^,:]+/.exec(sent.text) ?? ['nobody'];
  expect(shown[0]?.text).not.toContain(name);
  const key = /name="key" value="([^"]+)"/.exec(shown[0]?.text ?? '')?.[1] ?? '';
  const confirmed = await page(address, { answer: 'CONFIRM', key });
  expect([confirmed.status, await stateOf(visit.id)]).toEqual([200, 'CONFIRMED']);
  expect(await page(address, { answer: 'CONFIRM', key })).toEqual(confirmed);
  const used = [await page(address), await page(address, { answer: 'CANCEL' })];
  const wrong = [await page(`${address.slice(0, -1)}${address.endsWith('A') ? 'B' : 'A'}`), await page(`${clinic.front.url}/visit/x`), await page(address, { answer: 'NONSENSE' })];
  expect(new Set([...used, ...wrong].map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
  expect([used[0]?.status, await stateOf(visit.id)]).toEqual([404, 'CONFIRMED']);
  expect(log.join('')).not.toContain(address.split('.').at(-1));
}, 60_000);

it('a link cancels once, also when it is pressed many times at once, and holds no longer than until the visit begins', async () => {
  const { visit, address } = await remind(5);
  const answers = await Promise.all(Array.from({ length: 8 }, () => page(address, { answer: 'CANCEL' })));
  expect([answers.filter(({ status }) => status === 200).length, await stateOf(visit.id)]).toEqual([1, expect.stringMatching(/CANCELLED$/)]);
  const other = await remind(6);
  clock.aheadMs = Date.parse(other.visit.startsAt) - Date.now() + 1_000;
  expect([(await page(other.address)).status, (await page(other.address, { answer: 'CONFIRM' })).status, await stateOf(other.visit.id)]).toEqual([404, 404, 'BOOKED']);
}, 60_000);

it('says nothing of a visit that was cancelled, and asks again later when the graph cannot be reached', async () => {
  const [cancelled, waiting] = [await book(7), await book(8)];
  await clinic.front.ask('mutation ($input: CancelAppointmentInput!) { cancelAppointment(input: $input) { errors { __typename } } }', { input: { idempotencyKey: randomUUID(), appointmentId: cancelled.id, version: 1, reasonCode: 'PATIENT' } });
  expect((await remindersOf(cancelled.id)).map(({ state }) => state)).toEqual(['CANCELLED']);
  await whenDue(waiting.id);
  const before = await files();
  const lost = await openReminderSender({ place: clinic.database, url: 'http://127.0.0.1:9', folder, clock, logger });
  await lost.send();
  await lost.stop();
  expect([await files(), (await remindersOf(waiting.id)).map(({ state }) => state)]).toEqual([before, ['PENDING']]);
  clock.aheadMs += 120_000;
  await sender.send();
  expect([(await files()).length, (await remindersOf(waiting.id)).map(({ state }) => state)]).toEqual([before.length + 1, ['SENT']]);
}, 60_000);

it('visitors of one address are limited more strictly than people', async () => {
  const statuses = await Promise.all(Array.from({ length: 100 }, () => fetch(`${clinic.front.url}/visit/x`).then(({ status }) => status)));
  expect(new Set(statuses)).toEqual(new Set([404, 429]));
  expect((await clinic.front.ask('{ __typename }')).status).toBe(200);
}, 60_000);
