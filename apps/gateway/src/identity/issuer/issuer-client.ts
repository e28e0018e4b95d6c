import { createLocalJWKSet, errors, type CryptoKey, type FlattenedJWSInput, type JSONWebKeySet, type JWSHeaderParameters } from 'jose';
import { ClientSecretBasic, Configuration, allowInsecureRequests, customFetch, enableNonRepudiationChecks, None, type ServerMetadata } from 'openid-client';
import { RequestRefused } from '../request-refused';
import type { IssuerSettings } from './issuer-settings';
import { outboundFetch, type Fetch } from './outbound';

/** How long the issuer's metadata and keys are used before they are looked at again. */
const FRESH_MS = 600_000;
/** The issuer is asked again this long after the last time at the earliest, whatever tokens come. */
const ASKED_EVERY_MS = 10_000;

type KeySet = (header?: JWSHeaderParameters, token?: FlattenedJWSInput) => Promise<CryptoKey>;
interface Known { readonly configuration: Configuration; readonly keys: KeySet; readonly loadedMs: number }

/**
 * The issuer as the gateway knows it: metadata (OpenID Connect Discovery 1.0) and keys (RFC 7517), fetched when they
 * are first needed, again when they are old, and when a token names an unknown key, but never more often than every
 * ten seconds. While the issuer is away the keys last known hold.
 */
export class IssuerClient {
  readonly #fetch: Fetch;
  readonly #fixedKeys: KeySet | null;
  #known: Known | null = null;
  #loading: Promise<void> | null = null;
  #askedMs = Number.NEGATIVE_INFINITY;

  constructor(readonly settings: IssuerSettings, private readonly now: () => number = () => performance.now()) {
    this.#fetch = outboundFetch(settings);
    this.#fixedKeys = settings.keys && createLocalJWKSet(settings.keys);
  }

  /** What the login needs. Throws `RequestRefused` (503) while the issuer cannot be reached. */
  async configuration(): Promise<Configuration> {
    const { configuration } = await this.#load();
    return configuration;
  }

  /** The key of a token's header. Throws jose's `JWKSNoMatchingKey` when the issuer has none such. */
  async key(header: JWSHeaderParameters, token: FlattenedJWSInput): Promise<CryptoKey> {
    if (this.#fixedKeys) return this.#fixedKeys(header, token);
    const { keys, loadedMs } = await this.#load();
    try {
      return await keys(header, token);
    } catch (cause) {
      if (!(cause instanceof errors.JWKSNoMatchingKey)) throw cause;
      const renewed = await this.#load({ afterMs: loadedMs });
      if (renewed.keys === keys) throw cause;
      return renewed.keys(header, token);
    }
  }

  async #load({ afterMs = Number.NEGATIVE_INFINITY } = {}): Promise<Known> {
    const now = this.now();
    const isFresh = this.#known !== null && this.#known.loadedMs > afterMs && now - this.#known.loadedMs < FRESH_MS;
    if (!isFresh && (this.#loading !== null || now - this.#askedMs >= ASKED_EVERY_MS)) {
      this.#loading ??= this.#renew().finally(() => { this.#loading = null; });
      await this.#loading;
    }
    if (!this.#known) throw unavailable();
    return this.#known;
  }

  async #renew(): Promise<void> {
    this.#askedMs = this.now();
    try {
      const metadata = await this.#metadata();
      const keys = createLocalJWKSet((await this.#json(metadata.jwks_uri ?? '')) as JSONWebKeySet);
      this.#known = { configuration: this.#configure(metadata), keys, loadedMs: this.now() };
    } catch {
      if (!this.#known) throw unavailable();
    }
  }

  async #metadata(): Promise<ServerMetadata> {
    const metadata = (await this.#json(`${this.settings.discoveryUrl}/.well-known/openid-configuration`)) as ServerMetadata;
    if (metadata.issuer !== this.settings.issuer) throw new Error('The issuer names itself otherwise than the configuration does.');
    return metadata;
  }

  async #json(url: string): Promise<unknown> {
    const answer = await this.#fetch(url, { headers: { accept: 'application/json' } });
    if (answer.status !== 200) throw new Error(`The issuer answered ${answer.status}.`);
    return answer.json();
  }

  #configure(metadata: ServerMetadata): Configuration {
    const { clientId, clientSecret, onlyPublicAddresses } = this.settings;
    const configuration = new Configuration(metadata, clientId, {}, clientSecret === null ? None() : ClientSecretBasic(clientSecret));
    configuration[customFetch] = this.#fetch as never;
    enableNonRepudiationChecks(configuration);
    if (!onlyPublicAddresses) allowInsecureRequests(configuration);
    return configuration;
  }
}

function unavailable(): RequestRefused {
  return new RequestRefused(503, 'ISSUER_UNAVAILABLE', 'Logins cannot be checked at the moment. Try again shortly.').with({ 'retry-after': '10' });
}
