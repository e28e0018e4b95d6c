import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { SignJWT, type JWK, type JWTHeaderParameters, type JWTPayload } from 'jose';
import type { IssuerSettings } from '../identity/issuer/issuer-settings';

const AUDIENCE = 'urn:test:api';
const CLIENT = { id: 'gateway', secret: 'a secret of the tests, long enough' };

interface Key { readonly kid: string; readonly key: KeyObject }
interface Code { readonly nonce: string; readonly challenge: string; readonly redirectUri: string; readonly person: TestPerson; readonly at: number }

/** Who signs in at the test's issuer, and when they say they did. */
export interface TestPerson {
  readonly sub: string;
  readonly claims?: Record<string, unknown>;
  /** Seconds ago. */
  readonly age?: number;
}

/**
 * An issuer of its own over real HTTP: metadata, keys, authorization code with PKCE, tokens signed with RS256. Whoever is
 * `person` is signed in at once: the page on which a person would prove it is not what the gateway's tests are about.
 */
export class TestIssuer {
  readonly asked: string[] = [];
  person: TestPerson = { sub: 'somebody' };
  keys: readonly Key[] = [newKey('one')];
  readonly #codes = new Map<string, Code>();
  readonly #server: Server;

  private constructor() {
    this.#server = createServer((request, response) => void this.#answer(request, response).catch(() => response.writeHead(500).end()));
  }

  static async start(): Promise<TestIssuer> {
    const issuer = new TestIssuer();
    issuer.#server.listen(0, '127.0.0.1');
    await once(issuer.#server, 'listening');
    return issuer;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  settings(changes: Partial<IssuerSettings> = {}): IssuerSettings {
    return {
      name: 'test', issuer: this.url, discoveryUrl: this.url, clientId: CLIENT.id, clientSecret: CLIENT.secret, audience: AUDIENCE, algorithms: ['RS256'], keys: null,
      roleMapping: null, onlyPublicAddresses: false, ...changes,
    };
  }

  addKey(kid: string): void {
    this.keys = [...this.keys, newKey(kid)];
  }

  dropKey(kid: string): void {
    this.keys = this.keys.filter((each) => each.kid !== kid);
  }

  /** An access token that holds, unless the changes make it not hold; a claim that is undefined is left away. */
  token(changes: JWTPayload = {}, header: Partial<JWTHeaderParameters> = {}, key?: KeyObject | Uint8Array): Promise<string> {
    const now = Math.floor(Date.now() / 1000);
    const { kid, key: own } = this.keys.at(-1) as Key;
    return new SignJWT({ iss: this.url, aud: AUDIENCE, sub: this.person.sub, iat: now, exp: now + 300, ...changes })
      .setProtectedHeader({ alg: 'RS256', typ: 'at+jwt', kid, ...header }).sign(key ?? own);
  }

  publicPem(): string {
    return createPublicKey((this.keys[0] as Key).key).export({ format: 'pem', type: 'spki' }) as string;
  }

  close(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', this.url);
    this.asked.push(url.pathname);
    if (url.pathname === '/.well-known/openid-configuration') return json(response, this.#metadata());
    if (url.pathname === '/keys') return json(response, { keys: this.keys.map(({ kid, key }) => ({ ...(createPublicKey(key).export({ format: 'jwk' }) as JWK), kid, alg: 'RS256', use: 'sig' })) });
    if (url.pathname === '/authorize') return this.#authorize(url.searchParams, response);
    if (url.pathname === '/token') return this.#exchange(new URLSearchParams(await text(request)), request, response);
    response.writeHead(404).end();
  }

  #metadata() {
    const { url } = this;
    return {
      issuer: url, authorization_endpoint: `${url}/authorize`, token_endpoint: `${url}/token`, jwks_uri: `${url}/keys`, end_session_endpoint: `${url}/end`, response_types_supported: ['code'],
      subject_types_supported: ['public'], id_token_signing_alg_values_supported: ['RS256'], code_challenge_methods_supported: ['S256'], token_endpoint_auth_methods_supported: ['client_secret_basic'],
    };
  }

  #authorize(asked: URLSearchParams, response: ServerResponse): void {
    const isSound = asked.get('code_challenge_method') === 'S256' && asked.get('client_id') === CLIENT.id;
    if (!isSound) return void response.writeHead(400).end();
    const code = crypto.randomUUID();
    const redirectUri = asked.get('redirect_uri') ?? '';
    this.#codes.set(code, { nonce: asked.get('nonce') ?? '', challenge: asked.get('code_challenge') ?? '', redirectUri, person: this.person, at: Math.floor(Date.now() / 1000) - (this.person.age ?? 0) });
    response.writeHead(303, { location: `${redirectUri}?${new URLSearchParams({ code, state: asked.get('state') ?? '' })}` }).end();
  }

  async #exchange(form: URLSearchParams, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const code = this.#codes.get(form.get('code') ?? '');
    this.#codes.delete(form.get('code') ?? '');
    const challenge = createHash('sha256').update(form.get('code_verifier') ?? '').digest('base64url');
    const isClient = request.headers.authorization?.startsWith('Basic ') ?? false;
    if (!code || !isClient || challenge !== code.challenge || form.get('redirect_uri') !== code.redirectUri) return json(response, { error: 'invalid_grant' }, 400);
    const idToken = await this.token({ aud: CLIENT.id, sub: code.person.sub, nonce: code.nonce, auth_time: code.at, name: 'Some Body', ...code.person.claims }, { typ: 'JWT' });
    json(response, { access_token: crypto.randomUUID(), token_type: 'Bearer', expires_in: 60, id_token: idToken });
  }
}

function newKey(kid: string): Key {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return { kid, key: createPrivateKey(privateKey.export({ format: 'pem', type: 'pkcs8' })) };
}

function json(response: ServerResponse, body: unknown, status = 200): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
