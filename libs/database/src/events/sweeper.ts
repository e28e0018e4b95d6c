import { Client } from 'pg';
import type { DatabasePlace } from '../data-source';
import { ANSWER_KEPT_HOURS } from '../idempotency/answer-once';
import { roleUrl } from '../server/role-url';

/** Days for which delivered and received events are kept, to be looked at. */
export const EVENT_KEPT_DAYS = 30;

/** Rows per statement: each is a short transaction of its own. */
const ROWS_AT_ONCE = 5_000;

export interface Swept {
  readonly answers: number;
  readonly deliveries: number;
  readonly events: number;
  readonly receivedEvents: number;
}

export interface SweepOptions extends DatabasePlace {
  readonly schema: string;
}

/**
 * Deletes, as the schema's worker, idempotency answers older than 48 hours and delivered or received events older than
 * 30 days. What is undelivered or parked stays, and so do the positions: sequences never begin anew.
 */
export async function sweep({ url, secret, schema }: SweepOptions): Promise<Swept> {
  const client = new Client({ connectionString: roleUrl(url, `${schema}_worker`, secret), application_name: `spindle ${schema} sweeper` });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return {
      answers: await deleteAll(client, `${schema}.idempotent_request`, `created_at < now() - interval '${ANSWER_KEPT_HOURS} hours'`),
      deliveries: await deleteAll(client, `${schema}.outbox_delivery`, `delivered_at < now() - interval '${EVENT_KEPT_DAYS} days'`),
      events: await deleteAll(client, `${schema}.outbox_event`, `occurred_at < now() - interval '${EVENT_KEPT_DAYS} days'
        AND NOT EXISTS (SELECT FROM ${schema}.outbox_delivery d WHERE d.practice_id = outbox_event.practice_id AND d.event_id = outbox_event.id)`),
      receivedEvents: await deleteAll(client, `${schema}.inbox_event`, `received_at < now() - interval '${EVENT_KEPT_DAYS} days'`),
    };
  } finally {
    await client.end();
  }
}

async function deleteAll(client: Client, table: string, condition: string): Promise<number> {
  for (let total = 0; ;) {
    const { rowCount } = await client.query(`DELETE FROM ${table} WHERE ctid = ANY (ARRAY(SELECT ctid FROM ${table} WHERE ${condition} LIMIT ${ROWS_AT_ONCE}))`);
    total += rowCount ?? 0;
    if ((rowCount ?? 0) < ROWS_AT_ONCE) return total;
  }
}
