import type { DataKeys, WrappedDataKey } from './data-keys';
import type { DataKey } from './seal';
import { openValue, sealValue, type SealedColumn } from './sealed-column';

/** Runs SQL as the schema's owner, in a transaction in which the practice is set. */
export interface OwnerSql {
  rows<Row extends object>(text: string, values: readonly unknown[]): Promise<readonly Row[]>;
}

export interface Resealing {
  readonly keys: DataKeys;
  readonly column: SealedColumn;
  readonly practiceId: string;
  /** Under which values are to be sealed. */
  readonly target: DataKey;
  /** Rows at most. */
  readonly limit: number;
}

interface StaleRow {
  readonly id: string;
  readonly plain: string | null;
  readonly sealed: Uint8Array | null;
  readonly keyId: string | null;
  readonly wrappedBy: string | null;
  readonly wrapped: Uint8Array | null;
}

/** The practice's data key under the newest key-encryption key; made where there is none yet. */
export async function targetDataKey(sql: OwnerSql, keys: DataKeys, { schema, practiceId }: { readonly schema: string; readonly practiceId: string }): Promise<DataKey> {
  const [known] = await sql.rows<WrappedDataKey>(`SELECT id, practice_id AS "practiceId", wrapped_by AS "wrappedBy", wrapped FROM ${schema}.data_key
    WHERE practice_id = $1 AND wrapped_by = $2 ORDER BY created_at DESC, id DESC LIMIT 1`, [practiceId, keys.newest]);
  if (known) return keys.open(schema, known);
  const made = keys.make(schema, practiceId);
  await sql.rows(`INSERT INTO ${schema}.data_key (practice_id, id, wrapped_by, wrapped, created_at) VALUES ($1, $2, $3, $4, now())`, [practiceId, made.id, made.wrappedBy, made.wrapped]);
  return keys.open(schema, made);
}

/**
 * Seals up to `limit` values that are plain or under another data key, and returns how many there were. What is done is
 * seen from the rows alone: after an interruption the next call goes on.
 */
export async function resealSome(sql: OwnerSql, { keys, column, practiceId, target, limit }: Resealing): Promise<number> {
  const { schema, table, column: name } = column;
  const stale = await sql.rows<StaleRow>(`SELECT t.id, t.${name} AS plain, t.${name}_sealed AS sealed, k.id AS "keyId", k.wrapped_by AS "wrappedBy", k.wrapped
    FROM ${schema}.${table} t LEFT JOIN ${schema}.data_key k ON k.practice_id = t.practice_id AND k.id = t.${name}_key
    WHERE t.practice_id = $1 AND (t.${name} IS NOT NULL OR t.${name}_key <> $2) ORDER BY t.id LIMIT $3 FOR UPDATE OF t`, [practiceId, target.id, limit]);
  if (stale.length === 0) return 0;
  const sealed = stale.map((row) => ({ id: row.id, ...sealValue(target, column, { practiceId, id: row.id, value: valueOf(row, { keys, column, practiceId }) }) }));
  const written = await sql.rows(`UPDATE ${schema}.${table} t SET ${name} = NULL, ${name}_sealed = v.sealed, ${name}_index = v.index, ${name}_key = $2
    FROM unnest($3::uuid[], $4::bytea[], $5::bytea[]) AS v(id, sealed, index) WHERE t.practice_id = $1 AND t.id = v.id RETURNING t.id`,
  [practiceId, target.id, sealed.map(({ id }) => id), sealed.map((each) => each.sealed), sealed.map(({ index }) => index)]);
  if (written.length !== stale.length) throw new Error(`${schema}.${table}: ${stale.length} rows were to be sealed and ${written.length} were.`);
  return stale.length;
}

/** A plain value is the newer one: only code that knows no seal writes it. */
function valueOf({ id, plain, sealed, keyId, wrappedBy, wrapped }: StaleRow, { keys, column, practiceId }: Pick<Resealing, 'keys' | 'column' | 'practiceId'>): string {
  if (plain !== null) return plain;
  if (sealed === null || keyId === null || wrappedBy === null || wrapped === null) throw new Error(`${column.schema}.${column.table} has a sealed value without its key.`);
  return openValue(keys, column, { id, sealed, key: { id: keyId, practiceId, wrappedBy, wrapped } });
}
