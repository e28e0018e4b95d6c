import type { Id } from '@spindle/kernel';
import { statement, type Sql } from '@spindle/database';
import type { VisitLink } from './visit-link';

const ADD = statement('INSERT INTO scheduling.visit_link (practice_id, id, token_hash, appointment_id, created_at, expires_at) VALUES ($1, $2, $3, $4, $5, $6)');
const BY_HASH = statement('SELECT id, appointment_id, expires_at, used_at FROM scheduling.visit_link WHERE practice_id = $1 AND token_hash = $2');
const BY_HASH_FOR_CHANGE = statement('SELECT id, appointment_id, expires_at, used_at FROM scheduling.visit_link WHERE practice_id = $1 AND token_hash = $2 FOR NO KEY UPDATE');
const USE = statement('UPDATE scheduling.visit_link SET used_at = $3 WHERE practice_id = $1 AND id = $2');

interface LinkRow { readonly id: string; readonly appointment_id: string; readonly expires_at: Date; readonly used_at: Date | null }

export interface NewVisitLink extends Omit<VisitLink, 'usedAt'> {
  readonly tokenHash: string;
  readonly createdAt: Date;
}

/** Reads and writes links to visits, by the hash of their token. */
export class VisitLinkRepository {
  constructor(readonly sql: Sql, readonly practiceId: Id<'Practice'>) {}

  async add({ id, tokenHash, appointmentId, createdAt, expiresAt }: NewVisitLink): Promise<void> {
    await this.sql.count(ADD, [this.practiceId, id, tokenHash, appointmentId, createdAt, expiresAt]);
  }

  find(tokenHash: string): Promise<VisitLink | null> {
    return this.#read(BY_HASH, tokenHash);
  }

  /** The link, its row locked until the transaction ends. */
  findForChange(tokenHash: string): Promise<VisitLink | null> {
    return this.#read(BY_HASH_FOR_CHANGE, tokenHash);
  }

  async use(id: Id<'VisitLink'>, at: Date): Promise<void> {
    await this.sql.count(USE, [this.practiceId, id, at]);
  }

  async #read(text: typeof BY_HASH, tokenHash: string): Promise<VisitLink | null> {
    const [row] = await this.sql.rows<LinkRow>(text, [this.practiceId, tokenHash]);
    return row ? { id: row.id, appointmentId: row.appointment_id, expiresAt: row.expires_at, usedAt: row.used_at } : null;
  }
}
