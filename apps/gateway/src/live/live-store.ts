import { Pool } from 'pg';
import { applyOnce, roleUrl, statement, type Database, type DatabasePlace } from '@spindle/database';
import type { Id } from '@spindle/kernel';
import type { DomainEvent, Receipt } from '@spindle/subgraph';
import { isTold, type LiveEvent } from './live-event';

/** Hours for which an event is kept for clients that come back. */
export const LIVE_KEPT_HOURS = 24;

/** PostgreSQL tells every gateway on this channel that there is something new. */
export const LIVE_CHANNEL = 'identity_live';

const KEEP = statement(`WITH kept AS (
    INSERT INTO identity.live_event (practice_id, id, kind, payload, written_by, occurred_at) VALUES ($1, $2, $3, $4, pg_current_xact_id()::text::bigint, now()) ON CONFLICT DO NOTHING RETURNING id)
  SELECT pg_notify('identity_live', '') FROM kept`);

/**
 * Whoever places events waits for their turn; those written by a transaction above the oldest one that still runs wait
 * too, so that nothing is ever written behind a reader's position.
 */
const TURN = `SELECT pg_advisory_xact_lock(hashtextextended('spindle live positions', 0))`;
const PLACE = `WITH settled AS MATERIALIZED (
    SELECT practice_id, id FROM identity.live_event WHERE position IS NULL AND written_by < pg_snapshot_xmin(pg_current_snapshot())::text::bigint
    ORDER BY written_by, occurred_at, id LIMIT 1000
  ), placed AS (SELECT practice_id, id, nextval('identity.live_position') AS position FROM settled)
  UPDATE identity.live_event e SET position = placed.position FROM placed WHERE e.practice_id = placed.practice_id AND e.id = placed.id`;
const ANY_WAITING = 'SELECT EXISTS (SELECT FROM identity.live_event WHERE position IS NULL) AS any';
const AFTER = 'SELECT position, practice_id AS "practiceId", kind, payload FROM identity.live_event WHERE position > $1 ORDER BY position LIMIT $2';
const OF_PRACTICE = 'SELECT position, practice_id AS "practiceId", kind, payload FROM identity.live_event WHERE practice_id = $1 AND position > $2 ORDER BY position LIMIT $3';
const HEAD = 'SELECT coalesce(max(position), 0) AS position FROM identity.live_event';
const ANY_UP_TO = 'SELECT EXISTS (SELECT FROM identity.live_event WHERE position <= $1) AND EXISTS (SELECT FROM identity.live_event WHERE position >= $1) AS any';
const SWEEP = `DELETE FROM identity.live_event WHERE position < (SELECT max(position) FROM identity.live_event WHERE occurred_at < now() - $1 * interval '1 hour')`;

interface EventRow extends Omit<LiveEvent, 'position'> { readonly position: string }

function toEvent(row: EventRow): LiveEvent {
  return { ...row, position: Number(row.position) };
}

/** The kept events: written for a practice as the service, read and placed for all of them as the worker. */
export class LiveStore {
  readonly #database: Database;
  readonly #pool: Pool;

  constructor(database: Database, { url, secret }: DatabasePlace) {
    this.#database = database;
    this.#pool = new Pool({ connectionString: roleUrl(url, 'identity_worker', secret), max: 3, application_name: 'spindle identity live', keepAlive: true });
    this.#pool.on('error', () => undefined);
  }

  /** Keeps an event once, in its order; one that no screen is told of is taken and forgotten. */
  receive(event: DomainEvent): Promise<Receipt> {
    return applyOnce(this.#database, event, async ({ sql }) => {
      if (isTold(event)) await sql.rows(KEEP, [event.practiceId, event.id, event.type, JSON.stringify(event.payload)]);
    });
  }

  /** Gives positions to what can have one. True when something waits for a transaction that still runs. */
  async place(): Promise<boolean> {
    const client = await this.#pool.connect();
    let broken = true;
    try {
      await client.query('BEGIN');
      await client.query(TURN);
      await client.query(PLACE);
      await client.query('COMMIT');
      const { rows } = await client.query<{ any: boolean }>(ANY_WAITING);
      broken = false;
      return rows[0]?.any ?? false;
    } finally {
      client.release(broken);
    }
  }

  /** All practices' events behind a position. */
  async after(position: number, limit: number): Promise<LiveEvent[]> {
    return (await this.#pool.query<EventRow>(AFTER, [position, limit])).rows.map(toEvent);
  }

  /** One practice's events behind a position. */
  async ofPractice(practiceId: Id<'Practice'>, position: number, limit: number): Promise<LiveEvent[]> {
    return (await this.#pool.query<EventRow>(OF_PRACTICE, [practiceId, position, limit])).rows.map(toEvent);
  }

  /** The position of the newest event; 0 when none is kept. */
  async head(): Promise<number> {
    const { rows } = await this.#pool.query<{ position: string }>(HEAD);
    return Number(rows[0]?.position ?? 0);
  }

  /** Whether everything behind the position is still here: something at it or before it is kept, and it is no position of the future. */
  async isCompleteFrom(position: number): Promise<boolean> {
    const { rows } = await this.#pool.query<{ any: boolean }>(ANY_UP_TO, [position]);
    return rows[0]?.any ?? false;
  }

  /** Forgets what is older than 24 hours, but the newest of it: it tells that nothing behind it is missing. */
  async sweep(): Promise<number> {
    return (await this.#pool.query(SWEEP, [LIVE_KEPT_HOURS])).rowCount ?? 0;
  }

  close(): Promise<void> {
    return this.#pool.end();
  }
}
