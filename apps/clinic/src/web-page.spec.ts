import { randomUUID } from 'node:crypto';
import { request } from 'node:http';
import { SAMPLE_LOCATION_IDS, SAMPLE_PRACTICES } from '@spindle/sample-clinic';
import { jsonLogger } from '@spindle/subgraph';
import { TestClinic } from './testing/test-clinic';

const log: string[] = [];
let clinic: TestClinic;
beforeAll(async () => {
  clinic = await TestClinic.start(undefined, { logger: jsonLogger((line) => log.push(line)), guards: { rates: true }, rateLimits: { person: 100_000, practice: 100_000, address: 100_000, visitor: 40 } });
}, 120_000);
afterAll(() => clinic.stop());

const OFFER = 'query ConsultationOffer($locationId: ID) { consultationOffer(locationId: $locationId, first: 6) { locations { id name addressLines city telephone } times { startsAt localStart location { id name } } } }';
const REQUEST = 'mutation RequestConsultation($input: RequestConsultationInput!) { requestConsultation(input: $input) { receipt { startsAt location { name } } errors { __typename } } }';
interface Body { data: Record<string, never> | null; errors?: { extensions: { code: string } }[] }

/** Asks as a visitor's browser would, without any credentials. */
const ask = (path: string, query: string, variables: object, headers: Record<string, string> = {}): Promise<{ status: number; body: Body }> => new Promise((resolve, reject) => {
  const sent = request({ port: Number(new URL(clinic.front.url).port), path, method: 'POST', headers: { 'content-type': 'application/json', ...headers } }, (response) => {
    let text = '';
    response.setEncoding('utf8').on('data', (part: string) => { text += part; }).on('end', () => resolve({ status: response.statusCode ?? 0, body: JSON.parse(text) as Body }));
  });
  sent.once('error', reject).end(JSON.stringify({ query, variables, practiceId: SAMPLE_PRACTICES.second.id }));
});
interface Offer { locations: { id: string; name: string }[]; times: { startsAt: string; location: { id: string; name: string } }[] }
const offer = async (path = '/public/spindle/graphql', headers: Record<string, string> = {}): Promise<Offer> => (await ask(path, OFFER, {}, headers)).body.data?.['consultationOffer'] as unknown as Offer;

it('the page of a practice offers its own times, by the name in the address or by the host, whatever the request says', async () => {
  const own = await offer();
  expect(own.locations.map(({ id }) => id).sort()).toEqual([SAMPLE_LOCATION_IDS.broomfield, SAMPLE_LOCATION_IDS.westminster].sort());
  expect(own.times).toHaveLength(6);
  expect(await offer('/public/graphql', { host: 'spindle.localhost' })).toEqual(own);
  expect((await offer('/public/prairie/graphql')).locations.map(({ id }) => id)).toEqual([SAMPLE_LOCATION_IDS.second]);
  expect((await ask('/public/nowhere/graphql', OFFER, {})).status).toBe(404);
});

it('a visitor asks for a time, which is booked for nobody else, and the front desk sees whom to call', async () => {
  const { times: [time] } = await offer();
  const input = { idempotencyKey: randomUUID(), name: 'Wanda Webb', telephone: '303-555-0177', concern: 'Qwyjibo aches', source: 'WEB_SEARCH', locationId: time?.location.id, startsAt: time?.startsAt };
  const first = await ask('/public/spindle/graphql', REQUEST, { input });
  expect(first.body).toEqual({ data: { requestConsultation: { receipt: { startsAt: time?.startsAt, location: { name: time?.location.name } }, errors: [] } } });
  expect((await ask('/public/spindle/graphql', REQUEST, { input })).body).toEqual(first.body);
  const again = await ask('/public/spindle/graphql', REQUEST, { input: { ...input, idempotencyKey: randomUUID(), startsAt: null } });
  expect(again.body.data?.['requestConsultation']).toMatchObject({ receipt: { location: { name: time?.location.name } }, errors: [] });
  const { data } = await clinic.front.ask<{ consultationRequests: { edges: { node: object }[] } }>('{ consultationRequests(first: 10) { edges { node { outcome concern lead { name telephone } appointment { state serviceType { complimentary } } } } } }');
  expect(data.consultationRequests.edges.map(({ node }) => node)).toEqual([
    { outcome: 'BOOKED', concern: 'Qwyjibo aches', lead: { name: 'Wanda Webb', telephone: '+13035550177' }, appointment: { state: 'BOOKED', serviceType: { complimentary: true } } },
    { outcome: 'HAD_ALREADY', concern: 'Qwyjibo aches', lead: { name: 'Wanda Webb', telephone: '+13035550177' }, appointment: null },
  ]);
  expect(log.join('')).not.toMatch(/Qwyjibo|Wanda|3035550177/);
});

it.each([
  ['a patient', '{ patients: searchPatients(text: "a", first: 1) { edges { node { id } } } }'],
  ['a day', `{ daySheet(locationId: "${SAMPLE_LOCATION_IDS.broomfield}", date: "2026-03-09") { date } }`],
  ['a site\'s rooms', '{ consultationOffer { locations { rooms { name } } } }'],
  ['whom to call', '{ consultationRequests(first: 1) { edges { node { id } } } }'],
])('a visitor does not get %s', async (_what, query) => {
  const { body } = await ask('/public/spindle/graphql', query, {});
  expect(body.data ?? null).toBeNull();
  expect(body.errors?.map(({ extensions }) => extensions.code)).not.toContain('INTERNAL_SERVER_ERROR');
});

it('visitors of one address are limited', async () => {
  const statuses = await Promise.all(Array.from({ length: 100 }, () => ask('/public/spindle/graphql', '{ __typename }', {}).then(({ status }) => status)));
  expect(new Set(statuses)).toEqual(new Set([200, 429]));
});
