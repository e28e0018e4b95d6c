import type { IncomingMessage } from 'node:http';
import type { Request } from 'express';
import type { DatabasePlace } from '@spindle/database';
import { deriveKey, type Logger, type Viewer } from '@spindle/subgraph';
import { BearerAuthentication, claimedSubject } from './bearer/bearer-authentication';
import { CredentialsRefused } from './credentials';
import { Denials } from './denials/denials';
import { IssuerClient } from './issuer/issuer-client';
import type { IssuerSettings } from './issuer/issuer-settings';
import { Login } from './login/login';
import { PublicViewers } from './practices/public-viewer';
import type { PracticeName } from './practices/practice.repository';
import { countFailure } from './rates/failed-tries';
import { RateLimiter } from './rates/rate-limiter';
import { RATE_LIMITS, type RateLimits } from './rates/rate-limits';
import { requireOwnPage } from './sessions/same-origin';
import { SessionCookie } from './sessions/session-cookie';
import { Sessions, type Session } from './sessions/sessions';
import { openIdentityStore, type IdentityStore } from './store';
import { startSweeping } from './sweeping';

export interface IdentityOptions {
  /** The database that holds the schema `identity`. */
  readonly place: DatabasePlace;
  readonly issuer: IssuerSettings;
  /** The address under which browsers reach the gateway, such as https://clinic.example; null: this machine, by http. */
  readonly publicUrl: string | null;
  /** Further origins whose pages may use a session, such as a dashboard that is served elsewhere while it is developed. */
  readonly allowedOrigins?: readonly string[];
  readonly idleMinutes?: number;
  readonly rateLimits?: Partial<RateLimits>;
  readonly logger: Logger;
}

/** Minutes without a request after which a session is over, unless configured otherwise. */
export const IDLE_MINUTES = { default: 15, maximum: 30 } as const;

/** How a request is looked at. */
export interface Looking {
  /** Whether it shows that the person is there: what a page does by itself, such as listening, does not keep a session alive. */
  readonly isActivity?: boolean;
  /** Whether credentials that do not hold count towards a limit. */
  readonly countsFailures?: boolean;
}

/** Who asks: by a program's token, by a browser's session, or as a visitor of a practice's page. */
export class Identity {
  readonly cookie: SessionCookie;
  readonly login: Login;
  readonly sessions: Sessions;
  readonly rates: RateLimiter;
  readonly denials: Denials;
  readonly issuerName: string;
  readonly #bearer: BearerAuthentication;
  readonly #public: PublicViewers;
  readonly #stopSweeping: () => void;

  constructor(readonly store: IdentityStore, private readonly options: IdentityOptions) {
    const { issuer: settings, place, publicUrl, logger, idleMinutes = IDLE_MINUTES.default } = options;
    const { worker } = store;
    const issuer = new IssuerClient(settings);
    this.issuerName = settings.name;
    this.cookie = new SessionCookie(publicUrl?.startsWith('https:') ?? false);
    this.sessions = new Sessions(worker, { idleMinutes });
    this.rates = new RateLimiter(worker, { ...RATE_LIMITS, ...options.rateLimits }, logger);
    this.denials = new Denials(store, logger);
    this.login = new Login({ issuer, worker, sessions: this.sessions, key: deriveKey(place.secret, 'login attempts'), logger });
    this.#bearer = new BearerAuthentication(issuer, worker);
    this.#public = new PublicViewers(worker);
    if (!this.cookie.isSecure) logger.warn('browsers come by plain http', { cookie: this.cookie.name, advice: 'PUBLIC_URL of https gives it the name __Host-spindle, and Secure' });
    this.#stopSweeping = startSweeping({ worker, place, idleMinutes, logger });
  }

  /**
   * For whom a request is made; null when it shows no credentials. Throws `CredentialsRefused` for a token that does not
   * hold, `RequestRefused` for a session used by another site's page, and for too many tokens that did not hold.
   */
  async authenticate(request: Request, { isActivity, countsFailures = true }: Looking = {}): Promise<Viewer | null> {
    const program = await this.#bearer.find(request).catch((cause: unknown) => {
      if (countsFailures && cause instanceof CredentialsRefused) countFailure(this.rates, { address: request.ip, account: claimedSubject(request) });
      throw cause;
    });
    return program ?? (await this.session(request, { isActivity }))?.viewer ?? null;
  }

  /** The browser's session, checked to be used by our own page. */
  async session(request: IncomingMessage, { isActivity = true }: Pick<Looking, 'isActivity'> = {}): Promise<Session | null> {
    const session = await this.sessions.find(this.cookie.read(request), { isActivity });
    if (session) requireOwnPage(request, this.origins(request));
    return session;
  }

  /** Whether there is an issuer at which a person can sign in; without one, only tokens count. */
  get hasLogin(): boolean {
    return this.options.issuer.discoveryUrl !== null;
  }

  /** For whom a visitor without a login asks; null when no practice has that name. */
  publicViewer(name: PracticeName): Promise<Viewer | null> {
    return this.#public.find(name);
  }

  /** The gateway's own origin. Never taken from what a client sent: the configured one, else this machine's. */
  origin(request: IncomingMessage): string {
    return this.options.publicUrl === null ? `http://localhost:${request.socket.localPort}` : new URL(this.options.publicUrl).origin;
  }

  /** The origins whose pages may change something with a session. */
  origins(request: IncomingMessage): readonly string[] {
    const local = this.options.publicUrl === null ? [`http://127.0.0.1:${request.socket.localPort}`] : [];
    return [this.origin(request), ...local, ...(this.options.allowedOrigins ?? [])];
  }

  async close(): Promise<void> {
    this.#stopSweeping();
    await this.rates.close();
    await this.store.close();
  }
}

/** Opens the schema `identity`. Rejects when the database does not answer. */
export async function startIdentity(options: IdentityOptions): Promise<Identity> {
  return new Identity(await openIdentityStore(options.place), options);
}
