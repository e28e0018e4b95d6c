import { randomBytes, randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { TestDatabase } from '@spindle/database/testing';
import { jsonLogger } from '@spindle/subgraph';
import { OPERATIONS, subgraphs } from '@spindle/supergraph';
import { startSplitClinic, type SplitClinic } from './split-clinic';
import { asAdmin, Front, seededDatabase } from './testing/test-clinic';

const METRICS_TOKEN = randomBytes(32).toString('base64url');
/** What of a person must be written nowhere but in the record. */
const CANARIES = ['Quillfeather', 'Zyxwvutson', '1931-07-19', 'LUMBARCANARY', 'CNRY77441'];
const REGISTER = 'mutation Quillfeather($input: RegisterPatientInput!) { registerPatient(input: $input) { patient { id } errors { __typename } } }';

interface Span { readonly traceId: string; readonly spanId: string; readonly parentSpanId?: string; readonly name: string; readonly attributes?: readonly { readonly key: string; readonly value: { readonly stringValue?: string } }[] }

describe('what the clinic tells its operator, gateway and subgraphs each a process of its own', () => {
  let database: TestDatabase;
  let clinic: SplitClinic;
  let front: Front;
  let sink: Server;
  const lines: string[] = [];
  const exported: string[] = [];
  const before = { ...process.env };

  beforeAll(async () => {
    sink = createServer((request, response) => void text(request).then((body) => { exported.push(body); response.setHeader('content-type', 'application/json').end('{}'); }));
    await new Promise<void>((resolve) => { sink.listen(0, '127.0.0.1', resolve); });
    Object.assign(process.env, { METRICS_TOKEN, OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${(sink.address() as AddressInfo).port}`, OTEL_BSP_SCHEDULE_DELAY: '100' });
    database = await seededDatabase();
    clinic = await startSplitClinic({ place: database, port: 0, logger: jsonLogger((line) => lines.push(line)), environment: { SUBGRAPH_TIMEOUT_MS: '20000' } });
    front = new Front(clinic.url, database);
  }, 120_000);
  afterAll(async () => {
    process.env = before;
    await clinic.stop();
    sink.close();
    await database.drop();
  }, 60_000);

  const spans = (): Span[] => exported.flatMap((body) => (JSON.parse(body) as { resourceSpans: { scopeSpans: { spans: Span[] }[] }[] }).resourceSpans).flatMap(({ scopeSpans }) => scopeSpans).flatMap((scope) => scope.spans);
  const metricsOf = async (url: string, token = METRICS_TOKEN) => fetch(`${url}/metrics`, { headers: { authorization: `Bearer ${token}` } });

  it('is one trace and one request id from the gateway to the transaction, counts by closed names, and nothing of a person', async () => {
    const [{ id } = { id: '' }] = await asAdmin<{ id: string }>(database, 'SELECT patient_id AS id FROM billing.claim LIMIT 1');
    const input = { idempotencyKey: randomUUID(), name: { given: ['Zyxwvutson'], family: 'Quillfeather' }, birthDate: '1931-07-19', sex: 'OTHER', confirmedNew: true };
    expect((await front.ask(REGISTER, { input })).errors).toEqual([]);
    await front.ask('query Zyxwvutson($text: String!) { searchPatients(text: $text) { edges { node { id } } } }', { text: 'Quillfeather' });
    await front.ask(`{ patient(id: "LUMBARCANARY") { id } }`);
    await front.ask('mutation ($input: AddCoverageInput!) { addCoverage(input: $input) { coverage { id } errors { __typename } } }', { input: { idempotencyKey: randomUUID(), patientId: id, planId: randomUUID(), priority: 'TERTIARY', memberId: 'CNRY77441', relationship: 'SELF', validFrom: '2026-01-01' } });
    await fetch(`${clinic.url}/graphql?query=${encodeURIComponent('{ searchPatients(text: "Quillfeather") { edges { node { id } } } }')}`);
    expect((await front.ask(OPERATIONS.chart, { patientId: id }, { role: 'BILLER' })).status).toBe(200);
    while (!spans().some(({ name }) => name === 'sql transaction')) await new Promise((resolve) => { setTimeout(resolve, 100); });
    await new Promise((resolve) => { setTimeout(resolve, 1_000); });

    const all = spans();
    const transaction = all.find((span) => span.name === 'sql transaction' && all.some((parent) => parent.spanId === span.parentSpanId && parent.name === 'subgraph operation'));
    const trail: string[] = [];
    for (let span: Span | undefined = transaction; span; span = all.find(({ spanId }) => spanId === span?.parentSpanId)) trail.push(span.name);
    expect(trail.slice(0, 3)).toEqual(['sql transaction', 'subgraph operation', 'subgraph call']);
    expect(trail.at(-1)).toBe('graphql request');
    expect(all.some(({ name }) => name.includes('plan'))).toBe(true);
    const keys = new Set(all.flatMap(({ attributes = [] }) => attributes.map(({ key }) => key)));
    expect([...keys].filter((key) => !key.startsWith('spindle.'))).toEqual([]);

    const ids = (process: string) => new Set(lines.filter((line) => line.includes(`"process":"${process}"`)).flatMap((line) => [...line.matchAll(/requestId\\":\\"([0-9a-f-]{36})/g)].map(([, each]) => each)));
    const ofGateway = ids('gateway');
    expect(ofGateway.size).toBeGreaterThan(3);
    for (const { name } of subgraphs.filter((each) => each.name !== 'scheduling')) expect([...ids(name)].some((each) => ofGateway.has(each))).toBe(true);

    const gatewayMetrics = await (await metricsOf(clinic.url)).text();
    expect(gatewayMetrics).toMatch(/spindle_graphql_request_duration_seconds_count\{operation="Chart",outcome="\w+"\} 1/);
    expect(gatewayMetrics).toMatch(/operation="other"/);
    expect(gatewayMetrics).toMatch(/spindle_refusals_total\{code="BAD_USER_INPUT"\} [1-9]/);
    expect(gatewayMetrics).toMatch(/spindle_subgraph_call_duration_seconds_count\{subgraph="patient",outcome="ANSWERED"\} [1-9]/);
    const patientMetrics = await (await metricsOf(clinic.subgraphUrl('patient'))).text();
    expect(patientMetrics).toMatch(/spindle_pool_connections\{schema="patient",state="total"\} [1-9]/);
    expect(patientMetrics).toMatch(/spindle_outbox_lag_seconds\{schema="patient"\} \d/);
    expect(patientMetrics).toMatch(/spindle_subgraph_operation_duration_seconds_count\{subgraph="patient",outcome="OK"\} [1-9]/);

    const events = JSON.stringify(await asAdmin(database, `SELECT payload FROM patient.outbox_event`));
    expect(events).toContain('patientId');
    const written = [lines.join(''), exported.join(''), gatewayMetrics, patientMetrics, events].join('\n');
    expect(CANARIES.filter((canary) => written.includes(canary))).toEqual([]);
    expect(CANARIES.filter((canary) => `${written} ${JSON.stringify(input)}`.includes(canary))).not.toEqual([]);
  }, 120_000);

  it('shows no metrics to who lacks the token', async () => {
    expect((await fetch(`${clinic.url}/metrics`)).status).toBe(404);
    expect((await metricsOf(clinic.url, 'x'.repeat(43))).status).toBe(404);
    for (const { name } of subgraphs) expect((await metricsOf(clinic.subgraphUrl(name), 'wrong')).status).toBe(401);
  });
});
