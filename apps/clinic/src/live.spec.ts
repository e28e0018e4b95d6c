import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { keyRing, signRequest, type DomainEvent } from '@spindle/subgraph';
import { newId } from '@spindle/database';
import { TestClinic } from './testing/test-clinic';

let clinic: TestClinic;
beforeAll(async () => void (clinic = await TestClinic.start()), 60_000);
afterAll(() => clinic.stop());

interface Visit { readonly id: string; readonly version: number; readonly location_id: string; readonly day: string; readonly practice_id: string }

async function bookedVisit(): Promise<Visit> {
  const [visit] = await clinic.rows<Visit>(`SELECT id, version, location_id, local_start::date::text AS day, practice_id FROM scheduling.appointment WHERE state = 'BOOKED' AND practice_id = (SELECT practice_id FROM scheduling.appointment WHERE state = 'BOOKED' ORDER BY practice_id LIMIT 1) ORDER BY starts_at DESC LIMIT 1`);
  if (!visit) throw new Error('The sample clinic has no booked visit.');
  return visit;
}

it('tells open screens of a change made through the graph, in ids and versions', async () => {
  const visit = await bookedVisit();
  const cut = new AbortController();
  const stream = await fetch(`${clinic.front.url}/live`, { headers: { authorization: `Bearer ${await clinic.front.token({ practiceId: visit.practice_id })}` }, signal: cut.signal });
  expect([stream.status, stream.headers.get('content-type')]).toEqual([200, 'text/event-stream; charset=utf-8']);
  let text = '';
  const reading = (async () => { for await (const chunk of stream.body as unknown as AsyncIterable<Uint8Array>) text += Buffer.from(chunk).toString('utf8'); })().catch(() => undefined);
  const { data } = await clinic.front.ask<{ confirmAppointment: { errors: object[] } }>('mutation ($input: ConfirmAppointmentInput!) { confirmAppointment(input: $input) { errors { __typename } } }',
    { input: { idempotencyKey: randomUUID(), appointmentId: visit.id, version: visit.version } }, { practiceId: visit.practice_id });
  expect(data.confirmAppointment.errors).toEqual([]);
  for (let waited = 0; !text.includes('appointmentChanged') && waited < 400; waited += 1) await pause(20);
  cut.abort();
  await reading;
  expect(text).toContain(`event: dayChanged\ndata: {"locationId":"${visit.location_id}","date":"${visit.day}"}\n\n`);
  expect(text).toContain(`event: appointmentChanged\ndata: {"id":"${visit.id}","version":${visit.version + 1}}\n\n`);
});

describe('the door for deliveries', () => {
  const event = (practiceId: string): DomainEvent => ({
    id: newId(), type: 'AppointmentChanged', version: 1, practiceId, source: 'scheduling', aggregateId: newId(), sequence: 1, occurredAt: '2026-03-09T14:00:00Z',
    payload: { appointmentId: newId(), version: 1, practitionerId: newId(), locationId: newId(), date: '2026-03-09', patientId: null },
  });
  const deliver = async (sent: DomainEvent, { audience = 'gateway', signedFor = sent.practiceId, token = '' } = {}) => {
    const body = JSON.stringify(sent);
    const viewer = { practiceId: signedFor, personId: newId<'Person'>(), roles: ['SERVICE'] as const, siteIds: null };
    const signed = await signRequest(keyRing('subgraph requests', { secret: clinic.database.secret }), { audience, body, operation: sent.type, request: { viewer, requestId: 'r' } });
    const response = await fetch(`${clinic.front.url}/events`, { method: 'POST', body, headers: { 'content-type': 'application/json', authorization: `Bearer ${token || signed}` } });
    return { status: response.status, text: await response.text() };
  };

  it('takes what is signed for the gateway, and nothing else', async () => {
    const { practice_id: practice } = await bookedVisit();
    expect(await deliver(event(practice))).toEqual({ status: 200, text: '{"receipt":"APPLIED"}' });
    expect((await deliver(event(practice), { audience: 'billing' })).status).toBe(401);
    expect((await deliver(event(practice), { token: await clinic.front.token() })).status).toBe(401);
    expect((await deliver(event(practice), { token: 'x' })).status).toBe(401);
    expect((await deliver(event(practice), { signedFor: newId() })).status).toBe(400);
  });
});
