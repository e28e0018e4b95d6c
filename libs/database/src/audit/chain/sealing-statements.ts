import { perSchema } from '../../practice/statement';
import { chainedColumns } from './chained-rows';

export interface HeadRow {
  readonly practice_id: string;
  readonly position: string;
  readonly hash: Buffer;
  readonly sealed_below: string;
  readonly signature: Buffer;
}

export type SealingStatements = ReturnType<typeof makeStatements>;

export const sealingStatements = perSchema(makeStatements);

/** What no transaction under way can still add to: every row below it is there. */
const HORIZON = 'pg_snapshot_xmin(pg_current_snapshot())';

function makeStatements(schema: string) {
  const columns = chainedColumns('e');
  const unsealed = `NOT EXISTS (SELECT FROM ${schema}.audit_seal s WHERE s.practice_id = e.practice_id AND s.event_id = e.id)`;
  const head = `SELECT practice_id::text, position::text, hash, sealed_below::text, signature FROM ${schema}.audit_head`;
  return {
    /** The practices with something to seal; each is found by one step through the index. */
    practices: `WITH RECURSIVE practice AS (
        (SELECT practice_id FROM ${schema}.audit_event ORDER BY practice_id LIMIT 1)
        UNION ALL
        SELECT (SELECT e.practice_id FROM ${schema}.audit_event e WHERE e.practice_id > practice.practice_id ORDER BY e.practice_id LIMIT 1) FROM practice WHERE practice.practice_id IS NOT NULL
      ) SELECT practice.practice_id FROM practice LEFT JOIN ${schema}.audit_head h ON h.practice_id = practice.practice_id
      WHERE practice.practice_id IS NOT NULL AND (h.sealed_below > ${HORIZON} OR EXISTS (SELECT FROM ${schema}.audit_event e
        WHERE e.practice_id = practice.practice_id AND e.transaction_id >= coalesce(h.sealed_below, '0') AND e.transaction_id < ${HORIZON}))`,
    lock: `SELECT pg_try_advisory_xact_lock(hashtextextended('spindle audit ' || $1, 0)) AS taken`,
    horizon: `SELECT ${HORIZON}::text AS horizon`,
    heads: head,
    head: `${head} WHERE practice_id = $1`,
    last: `SELECT s.position::text, s.hash FROM ${schema}.audit_seal s WHERE s.practice_id = $1 ORDER BY s.position DESC LIMIT 1`,
    pending: `SELECT ${columns} FROM ${schema}.audit_event e WHERE e.practice_id = $1 AND e.transaction_id >= $2::xid8 AND e.transaction_id < $3::xid8 AND ${unsealed}
      ORDER BY e.transaction_id, e.id LIMIT $4`,
    /** After the rows were restored into another cluster its transactions count anew: first what the old one left, then what the new one wrote. */
    restarted: `SELECT ${columns} FROM ${schema}.audit_event e WHERE e.practice_id = $1 AND (e.transaction_id >= $2::xid8 OR e.transaction_id < $3::xid8) AND ${unsealed}
      ORDER BY e.transaction_id < $3::xid8, e.transaction_id, e.id LIMIT $4`,
    insert: `INSERT INTO ${schema}.audit_seal (practice_id, position, event_id, hash)
      SELECT $1, $2 + row.place, row.event_id, row.hash FROM unnest($3::uuid[], $4::bytea[]) WITH ORDINALITY AS row(event_id, hash, place)`,
    saveHead: `INSERT INTO ${schema}.audit_head (practice_id, position, hash, sealed_below, signature) VALUES ($1, $2, $3, $4::xid8, $5)
      ON CONFLICT (practice_id) DO UPDATE SET position = excluded.position, hash = excluded.hash, sealed_below = excluded.sealed_below, signature = excluded.signature`,
  };
}
