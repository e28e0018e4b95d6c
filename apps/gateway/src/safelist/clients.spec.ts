import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { ApolloClient, gql as apolloGql, HttpLink, InMemoryCache } from '@apollo/client';
import { PersistedQueryLink } from '@apollo/client/link/persisted-queries';
import { Client, fetchExchange, gql } from '@urql/core';
import { fixtureGateway, type FixtureGateway } from '../testing/fixture-gateway';
import { manifestFile, registered } from '../testing/fixture-manifest';
import { fixtureId } from '../testing/fixture-sdl';

const BODY = 'query OneAppointment($id: ID!) {\n  appointment(id: $id) {\n    id\n    startsAt\n    __typename\n  }\n}';
const TEXT = 'query OneAppointment($id: ID!) { appointment(id: $id) { id startsAt } }';
const variables = { id: fixtureId(1) };
const answer = { appointment: { id: variables.id, startsAt: '2026-03-09T14:30:00Z' } };
const run = promisify(execFile);

describe('clients as they come, against a gateway in production', () => {
  let gateway: FixtureGateway;
  let url: string;
  let authorization: string;
  beforeAll(async () => {
    gateway = await fixtureGateway({ production: true, guards: { safelist: true }, manifestPath: manifestFile([registered(BODY)]) });
    url = `${gateway.url}/graphql`;
    authorization = `Bearer ${gateway.token}`;
  });
  afterAll(() => gateway.close());

  describe('urql', () => {
    const urql = (more: object): Client => new Client({ url, exchanges: [fetchExchange], ...more });

    it('works by POST', async () => {
      const { data, error } = await urql({ preferGetMethod: false, fetchOptions: { headers: { authorization } } }).query(gql(TEXT), variables).toPromise();
      expect([data, error]).toEqual([answer, undefined]);
    });

    it('is refused by GET without the header that a foreign page cannot send, and works with it', async () => {
      const refused = await urql({ preferGetMethod: true, fetchOptions: { headers: { authorization } } }).query(gql(TEXT), variables).toPromise();
      expect(refused.error?.message).toMatch(/CSRF|preflight/i);
      const { data, error } = await urql({ preferGetMethod: true, fetchOptions: { headers: { authorization, 'apollo-require-preflight': 'yes' } } }).query(gql(TEXT), variables).toPromise();
      expect([data, error]).toEqual([answer, undefined]);
    });

    it('is told what to do about an operation that is not registered', async () => {
      const { error } = await urql({ preferGetMethod: false, fetchOptions: { headers: { authorization } } }).query(gql('query Other($id: ID!) { appointment(id: $id) { id } }'), variables).toPromise();
      expect(error?.graphQLErrors[0]?.extensions['code']).toBe('OPERATION_NOT_REGISTERED');
    });
  });

  describe('Apollo Client', () => {
    const http = () => new HttpLink({ uri: url, headers: { authorization } });

    it('works by text', async () => {
      const client = new ApolloClient({ cache: new InMemoryCache(), link: http() });
      expect((await client.query({ query: apolloGql(TEXT), variables })).data).toMatchObject(answer);
    });

    it('works by id: what it prints has the id of the manifest, so that no text travels', async () => {
      const sent: string[] = [];
      const watched: typeof fetch = async (input, init) => { sent.push(String(init?.body)); return fetch(input, init); };
      const link = new PersistedQueryLink({ sha256: (text: string) => createHash('sha256').update(text).digest('hex') }).concat(new HttpLink({ uri: url, headers: { authorization }, fetch: watched }));
      const client = new ApolloClient({ cache: new InMemoryCache(), link });
      expect((await client.query({ query: apolloGql(TEXT), variables })).data).toMatchObject(answer);
      expect(sent).toHaveLength(1);
      expect(sent[0]).not.toContain('appointment(');
    });
  });

  describe('curl', () => {
    const curl = async (...args: string[]): Promise<{ data?: unknown; errors?: readonly { extensions: { code: string } }[] }> =>
      JSON.parse((await run('curl', ['--silent', '--header', `authorization: ${authorization}`, ...args])).stdout) as { data?: unknown };
    const post = (body: object) => curl('--header', 'content-type: application/json', '--data', JSON.stringify(body), url);

    it('works by text and by id', async () => {
      expect(await post({ query: TEXT, variables })).toEqual({ data: answer });
      expect(await post({ variables, extensions: { persistedQuery: { version: 1, sha256Hash: registered(BODY).id } } })).toMatchObject({ data: answer });
    });

    it('works by GET with the preflight header', async () => {
      const parameters = ['--get', '--data-urlencode', `query=${TEXT}`, '--data-urlencode', `variables=${JSON.stringify(variables)}`, url];
      expect(await curl('--header', 'apollo-require-preflight: yes', ...parameters)).toEqual({ data: answer });
      expect((await curl(...parameters)).errors).toHaveLength(1);
    });
  });
});
