import { Client } from 'pg';
import type { DatabasePlace } from '../../data-source';
import { roleUrl } from '../../server/role-url';
import { AnchorLog } from './anchor-log';
import { chainStart, isSignedHead, type ChainedEvent, type ChainHead } from './chain';
import { chainedColumns } from './chained-rows';
import { ChainVerifier } from './chain-verifier';
import type { Damage } from './damage';
import type { SealingPlace } from './sealer';
import type { HeadRow } from './sealing-statements';

export interface VerifyOptions extends DatabasePlace, SealingPlace {
  readonly schema: string;
}

/** What the verification of one practice's chain came to. */
export interface ChainReport {
  readonly schema: string;
  readonly practiceId: string;
  /** Rows in the chain. */
  readonly sealed: number;
  /** The last place that is anchored outside the database; null where none is: a tail cut together with its head would not be found. */
  readonly anchored: number | null;
  readonly damages: readonly Damage[];
}

const ROWS_AT_ONCE = 5_000;

/**
 * Verifies every practice's chain of a schema as its auditor, in one snapshot, row by row, while others write and seal.
 * The anchors are read first: what they name was committed before, so the snapshot has it.
 */
export async function verifySchema(options: VerifyOptions, report: (chain: ChainReport) => void): Promise<void> {
  const { url, secret, schema, keys, anchorFolder } = options;
  const anchors = anchorFolder === null ? new Map<string, readonly ChainHead[]>() : await new AnchorLog(anchorFolder, schema).read(keys);
  const client = new Client({ connectionString: roleUrl(url, `${schema}_auditor`, secret), application_name: `spindle ${schema} audit verification`, statement_timeout: 0, idle_in_transaction_session_timeout: 0 });
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    const { rows } = await client.query<{ practice_id: string }>(`SELECT practice_id::text FROM ${schema}.audit_head UNION SELECT DISTINCT practice_id::text FROM ${schema}.audit_seal`);
    const practices = new Set([...rows.map((row) => row.practice_id), ...anchors.keys()]);
    for (const practiceId of [...practices].sort()) report(await verifyPractice(client, options, { practiceId, anchors: anchors.get(practiceId) ?? [] }));
    await client.query('COMMIT');
  } finally {
    await client.end();
  }
}

interface Practice {
  readonly practiceId: string;
  readonly anchors: readonly ChainHead[];
}

async function verifyPractice(client: Client, { schema, keys }: VerifyOptions, { practiceId, anchors }: Practice): Promise<ChainReport> {
  await client.query(`SELECT set_config('app.practice_id', $1, true)`, [practiceId]);
  const verifier = new ChainVerifier(chainStart(schema, practiceId), anchors);
  let last = 0;
  for (let more = true; more;) {
    const { rows } = await client.query<SealRow>(`SELECT s.position::text AS place, s.event_id::text, s.hash, ${chainedColumns('e')}
      FROM ${schema}.audit_seal s LEFT JOIN ${schema}.audit_event e ON e.practice_id = s.practice_id AND e.id = s.event_id
      WHERE s.practice_id = $1 AND s.position > $2 ORDER BY s.position LIMIT ${ROWS_AT_ONCE}`, [practiceId, last]);
    for (const { place, event_id: eventId, hash, ...event } of rows) verifier.next({ position: Number(place), eventId, hash, event: event.id === null ? null : (event as ChainedEvent) });
    last = Number(rows.at(-1)?.place ?? last);
    more = rows.length === ROWS_AT_ONCE;
  }
  const { rows: [row] } = await client.query<HeadRow>(`SELECT practice_id::text, position::text, hash, sealed_below::text, signature FROM ${schema}.audit_head WHERE practice_id = $1`, [practiceId]);
  const head = row ? { schema, practiceId, position: Number(row.position), hash: row.hash, sealedBelow: row.sealed_below } : null;
  const damages = [...verifier.end(head, row !== undefined && head !== null && isSignedHead(keys, head, row.signature)), ...(await findUnsealed(client, schema, head))];
  return { schema, practiceId, sealed: last, anchored: anchors.length > 0 ? Math.max(...anchors.map(({ position }) => position)) : null, damages };
}

/** Rows below the line under which every row was sealed, and that no seal knows: somebody put them there afterwards. */
async function findUnsealed(client: Client, schema: string, head: ChainHead | null): Promise<Damage[]> {
  if (!head) return [];
  const { rows } = await client.query<{ id: string }>(`SELECT e.id::text FROM ${schema}.audit_event e WHERE e.practice_id = $1 AND e.transaction_id < $2::xid8
    AND NOT EXISTS (SELECT FROM ${schema}.audit_seal s WHERE s.practice_id = e.practice_id AND s.event_id = e.id) ORDER BY e.transaction_id, e.id`, [head.practiceId, head.sealedBelow]);
  return rows.map(({ id }) => ({ kind: 'INSERTED', position: null, eventId: id }));
}

type SealRow = { readonly place: string; readonly event_id: string; readonly hash: Buffer } & { readonly [Column in keyof ChainedEvent]: ChainedEvent[Column] | null };
