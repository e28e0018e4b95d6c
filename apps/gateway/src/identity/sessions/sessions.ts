import { LRUCache } from 'lru-cache';
import type { Id } from '@spindle/kernel';
import type { Viewer } from '@spindle/subgraph';
import { viewerOf } from '../people/membership';
import { useMembership } from '../people/people.repository';
import type { Worker, WorkerSql } from '../store';
import { addSession, endSession, endSessionsOfPerson, findSession, renewSession, touchSession, type NewSession, type SessionRow } from './session.repository';
import { hashOf, newSessionToken } from './session-token';

/** A session that holds, and for whom. */
export interface Session extends Omit<SessionRow, 'grantId' | 'grantPatientId' | 'grantExpiresAt'> {
  readonly tokenHash: Buffer;
  readonly viewer: Viewer;
  readonly grantExpiresAt: Date | null;
}

export interface SessionSettings {
  /** Minutes without a request after which a session is over; 30 at most. */
  readonly idleMinutes: number;
}

/** Hours after a login at which its session is over, however busy it was. */
export const SESSION_HOURS = 12;

const HOUR_MS = 3_600_000;
const REMEMBERED = 10_000;

/** For how long a look-up holds: a session that was ended elsewhere is without effect after this time. */
export const SESSION_HOLDS_MS = 2_000;

/** That a session is in use is written down this often at most. */
const TOUCHED_EVERY_MS = 60_000;

/** Sessions of browsers. They live in the database: any gateway knows them, and they outlive a restart. */
export class Sessions {
  readonly #known = new LRUCache<string, Promise<SessionRow | null>>({ max: REMEMBERED, ttl: SESSION_HOLDS_MS });
  readonly #touched = new LRUCache<string, true>({ max: REMEMBERED, ttl: TOUCHED_EVERY_MS });

  constructor(private readonly worker: Worker, private readonly settings: SessionSettings) {}

  get idleMinutes(): number {
    return this.settings.idleMinutes;
  }

  /** The session whose secret this is; null when there is none, or it is over. It goes on being idle where this is no activity. */
  async find(token: string | null, { isActivity }: { readonly isActivity: boolean }): Promise<Session | null> {
    const tokenHash = hashOf(token);
    const row = tokenHash && (await this.#look(tokenHash));
    if (!row || !tokenHash) return null;
    const { grantId, grantPatientId, grantExpiresAt, ...session } = row;
    const holds = grantExpiresAt !== null && grantExpiresAt.getTime() > Date.now();
    const viewer = viewerOf({ ...session, isService: false }, undefined, holds && grantId && grantPatientId ? { grantId, patientId: grantPatientId } : null);
    if (!viewer) return null;
    if (isActivity) await this.#touch(session);
    return { ...session, tokenHash, viewer, grantExpiresAt };
  }

  /** Begins a session and answers its secret. */
  async begin(sql: WorkerSql, { practiceId, personId, authenticatedAt }: { practiceId: Id<'Practice'>; personId: Id<'Person'>; authenticatedAt: Date }): Promise<string> {
    const token = newSessionToken();
    await this.#open(sql, { practiceId, personId, tokenHash: hashOf(token) as Buffer, authenticatedAt, expiresAt: new Date(Date.now() + SESSION_HOURS * HOUR_MS) });
    return token;
  }

  /** Goes on in another practice, with another secret, no longer than before. */
  async moveTo(session: Session, practiceId: Id<'Practice'>): Promise<string> {
    const token = newSessionToken();
    await this.worker.transaction(async (sql) => {
      await endSession(sql, session.tokenHash);
      await this.#open(sql, { ...session, practiceId, tokenHash: hashOf(token) as Buffer });
    });
    this.#forget(session.tokenHash);
    return token;
  }

  /** Gives the session another secret, in the transaction that changes what it may do. Null when it was over by then. */
  async renew(sql: WorkerSql, session: Session): Promise<string | null> {
    const token = newSessionToken();
    const renewed = await renewSession(sql, session, { from: session.tokenHash, to: hashOf(token) as Buffer });
    this.#forget(session.tokenHash);
    return renewed ? token : null;
  }

  async end(sql: WorkerSql, token: string | null): Promise<void> {
    const tokenHash = hashOf(token);
    if (!tokenHash) return;
    await endSession(sql, tokenHash);
    this.#forget(tokenHash);
  }

  /** Ends all of a person's sessions, everywhere. */
  async endAllOf(personId: Id<'Person'>): Promise<void> {
    await this.worker.transaction((sql) => endSessionsOfPerson(sql, personId));
    this.#known.clear();
  }

  async #open(sql: WorkerSql, session: NewSession): Promise<void> {
    await addSession(sql, session);
    await useMembership(sql, session);
  }

  #look(tokenHash: Buffer): Promise<SessionRow | null> {
    const key = tokenHash.toString('base64');
    const known = this.#known.get(key);
    if (known) return known;
    const found = findSession(this.worker, tokenHash, this.settings.idleMinutes * 60);
    this.#known.set(key, found);
    found.catch(() => this.#known.delete(key));
    return found;
  }

  async #touch(session: Pick<SessionRow, 'practiceId' | 'id' | 'lastSeenAt'>): Promise<void> {
    if (Date.now() - session.lastSeenAt.getTime() < TOUCHED_EVERY_MS || this.#touched.has(session.id)) return;
    this.#touched.set(session.id, true);
    await touchSession(this.worker, session);
  }

  #forget(tokenHash: Buffer): void {
    this.#known.delete(tokenHash.toString('base64'));
  }
}
