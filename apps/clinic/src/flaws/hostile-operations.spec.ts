import { createHash } from 'node:crypto';
import { getIntrospectionQuery } from 'graphql';
import type { TestDatabase } from '@spindle/database/testing';
import { jsonLogger } from '@spindle/subgraph';
import { OPERATIONS } from '@spindle/supergraph';
import { startClinic, type Clinic } from '../clinic';
import { asAdmin, Front, seededDatabase } from '../testing/test-clinic';

const repeated = (count: number, text: (index: number) => string): string => Array.from({ length: count }, (_, index) => text(index)).join(' ');
const sha = (text: string): string => createHash('sha256').update(text).digest('hex');
/** What no answer may hold: addresses, paths, stacks, SQL, names of roles and tables. */
const INTERNAL = /127\.0\.0\.1|localhost|node_modules|\.ts:|stack|SELECT|billing\.payer|billing_service|postgres|ECONN/i;

describe('hostile operations against the clinic in production', () => {
  let database: TestDatabase;
  let open: Clinic;
  let strict: Clinic;
  const lines: string[] = [];
  beforeAll(async () => {
    database = await seededDatabase();
    const options = { place: database, port: 0, production: true, logger: jsonLogger((line) => lines.push(line)) };
    open = await startClinic({ ...options, guards: { safelist: false } });
    strict = await startClinic(options);
  });
  afterAll(async () => {
    await Promise.all([open.stop(), strict.stop()]);
    await database.drop();
  });

  interface Answer { readonly status: number; readonly text: string; readonly codes: readonly string[] }

  async function send(clinic: Clinic, init: RequestInit & { readonly query?: string } = {}): Promise<Answer> {
    const authorization = `Bearer ${await new Front(clinic.gateway.url, database).token({ role: 'BILLER' })}`;
    const response = await fetch(`${clinic.gateway.url}/graphql${init.query ?? ''}`, { method: 'POST', ...init, headers: { 'content-type': 'application/json', authorization, ...(init.headers as Record<string, string>) } });
    const text = await response.text();
    return { status: response.status, text, codes: [...text.matchAll(/"code":"(\w+)"/g)].map(([, code = '']) => code) };
  }
  const post = (clinic: Clinic, body: object): Promise<Answer> => send(clinic, { body: JSON.stringify(body) });

  it.each<[string, string, string]>([
    ['alias flood', `{ ${repeated(101, (index) => `a${index}: __typename`)} }`, 'OPERATION_TOO_COSTLY'],
    ['root field flood', `{ ${repeated(30, (index) => `a${index}: payers { edges { node { id } } }`)} }`, 'OPERATION_TOO_COSTLY'],
    ['fragment flood', `${repeated(30, (index) => `fragment f${index} on Query { ...f${index + 1} ...f${index + 1} }`)} fragment f30 on Query { __typename } { ...f0 }`, 'OPERATION_TOO_COSTLY'],
    ['fragment cycle', '{ ...a } fragment a on Query { ...b } fragment b on Query { ...a }', 'GRAPHQL_VALIDATION_FAILED'],
    ['directive flood', `{ __typename ${repeated(60, () => '@include(if: true)')} }`, 'OPERATION_TOO_COSTLY'],
    ['deep nesting', `{ patient(id: "0193a6f0-0000-7000-8000-0000000000f1") ${'{ appointments { edges { node { patient '.repeat(8)}{ id }${' } } } }'.repeat(8)} }`, 'OPERATION_TOO_COSTLY'],
    ['token flood', `{ ${'__typename '.repeat(5_000)} }`, 'GRAPHQL_PARSE_FAILED'],
    ['introspection in production', getIntrospectionQuery(), 'INTROSPECTION_DISABLED'],
    ['type lookup in production', '{ __type(name: "Patient") { fields { name } } }', 'INTROSPECTION_DISABLED'],
    ['subscription', 'subscription { anything }', 'BAD_REQUEST|GRAPHQL_VALIDATION_FAILED'],
  ])('%s: refused with 400 before anything runs', async (_flaw, query, code) => {
    const { status, codes, text } = await post(open, { query });
    expect(status).toBe(400);
    expect(codes[0]).toMatch(new RegExp(`^(${code})$`));
    expect(text).not.toMatch(INTERNAL);
  });

  it('field suggestions leak schema: no field is named that was not asked for', async () => {
    const { text } = await post(open, { query: '{ payer { nam } patien { id } }' });
    expect(text).not.toMatch(/did you mean|patient\b|payers/i);
  });

  it('batching flood: an array of operations is refused', async () => {
    const { status } = await send(open, { body: JSON.stringify(Array.from({ length: 500 }, () => ({ query: '{ payers { edges { node { id } } } }' }))) });
    expect(status).toBe(400);
  });

  it('oversized body: refused with 413', async () => { expect((await post(open, { query: '{ __typename }', pad: 'x'.repeat(2 * 1024 * 1024) })).status).toBe(413); });

  it('mutation by GET: refused, with the header that reads are let in by', async () => {
    const query = `?query=${encodeURIComponent('mutation { discardClaim(input: { idempotencyKey: "0193a6f0-0000-7000-8000-0000000000f1", claimId: "0193a6f0-0000-7000-8000-0000000000f1", version: 1, reason: "GET" }) { claim { id } } }')}`;
    expect((await send(open, { method: 'GET', query, headers: { 'apollo-require-preflight': '1' } })).status).toBe(405);
  });

  it('GET from a foreign page: refused without the header that such a page cannot send', async () => {
    expect((await send(open, { method: 'GET', query: `?query=${encodeURIComponent('{ __typename }')}`, headers: { 'content-type': 'text/plain' } })).status).toBe(400);
  });

  it('unregistered operation in production: refused, under a registered name too, and a registered one is served', async () => {
    for (const query of ['{ payers { edges { node { id } } } }', 'query ClaimsWorklist { payers { edges { node { id } } } }', '{ __typename }']) expect((await post(strict, { query })).codes).toEqual(['OPERATION_NOT_REGISTERED']);
    expect(await post(strict, { query: OPERATIONS.claimsWorklist, variables: { first: 1 } })).toMatchObject({ status: 200, codes: [] });
  });

  it('APQ poisoning: a document under the hash of another is refused, and that hash still means what it meant', async () => {
    const [good, bad] = ['{ payers(first: 1) { edges { node { id } } } }', '{ payers(first: 1) { edges { node { id name } } } }'];
    const extensions = { persistedQuery: { version: 1, sha256Hash: sha(good) } };
    expect((await post(open, { query: bad, extensions })).status).toBe(400);
    expect((await post(open, { extensions })).codes).toEqual(['PERSISTED_QUERY_NOT_FOUND']);
    expect((await post(open, { query: good, extensions })).status).toBe(200);
    expect((await post(open, { query: bad, extensions })).status).toBe(400);
    expect((await post(open, { extensions })).text).not.toContain('name');
  });

  it('error leaks: a fault of ours tells a reference, and neither address nor statement nor stack', async () => {
    await asAdmin(database, 'REVOKE SELECT ON billing.payer FROM billing_service');
    const { text, codes } = await post(open, { query: '{ payers(first: 1) { edges { node { id } } } }' });
    await asAdmin(database, 'GRANT SELECT ON billing.payer TO billing_service');
    expect(codes).toEqual(['INTERNAL_SERVER_ERROR']);
    expect(text).not.toMatch(INTERNAL);
    const [, reference = ''] = /"reference":"([0-9a-f-]{36})"/.exec(text) ?? [];
    expect(lines.some((line) => line.includes(reference))).toBe(true);
  });
});
