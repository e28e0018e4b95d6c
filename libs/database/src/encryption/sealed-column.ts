import type { Sql } from '../practice/connection';
import { perSchema, statement } from '../practice/statement';
import type { DataKeys, WrappedDataKey } from './data-keys';
import { blindIndex, open, seal, type DataKey, type SealedPlace } from './seal';

/**
 * A column kept sealed. Column `member_id` of `billing.coverage` is stored as `member_id_sealed` and `member_id_index`
 * (bytea) and `member_id_key` (the row of `billing.data_key`).
 */
export interface SealedColumn {
  readonly schema: string;
  readonly table: string;
  readonly column: string;
  /** The one form in which values are compared. */
  comparable(value: string): string;
}

/** What stands in a row instead of a plain value. */
export interface SealedValue {
  readonly sealed: Uint8Array;
  readonly index: Uint8Array;
  readonly keyId: string;
}

/** A sealed value as a statement reads it, with its data key from `data_key`. */
export interface StoredValue {
  readonly sealed: Uint8Array;
  readonly key: WrappedDataKey;
}

const statementsOf = perSchema((schema) => ({
  newest: statement(`SELECT id, practice_id AS "practiceId", wrapped_by AS "wrappedBy", wrapped FROM ${schema}.data_key
    WHERE practice_id = $1 AND wrapped_by = ANY($2) ORDER BY created_at DESC, id DESC LIMIT 1`),
  all: statement(`SELECT id, practice_id AS "practiceId", wrapped_by AS "wrappedBy", wrapped FROM ${schema}.data_key WHERE practice_id = $1 AND wrapped_by = ANY($2)`),
  add: statement(`INSERT INTO ${schema}.data_key (practice_id, id, wrapped_by, wrapped, created_at) VALUES ($1, $2, $3, $4, now())`),
}));

/** The data key under which a practice's values are sealed now; made at its first use. */
export async function currentDataKey(sql: Sql, schema: string, practiceId: string): Promise<DataKey> {
  const { newest, add } = statementsOf(schema);
  const [known] = await sql.rows<WrappedDataKey>(newest, [practiceId, sql.dataKeys.names]);
  if (known) return sql.dataKeys.open(schema, known);
  const made = sql.dataKeys.make(schema, practiceId);
  await sql.count(add, [practiceId, made.id, made.wrappedBy, made.wrapped]);
  return sql.dataKeys.open(schema, made);
}

/** Every form in which an equal value may be indexed: one per live data key of the practice. For `index = ANY($1)`. */
export async function indexesOf(sql: Sql, practiceId: string, { column, value }: { readonly column: SealedColumn; readonly value: string }): Promise<Uint8Array[]> {
  const keys = await sql.rows<WrappedDataKey>(statementsOf(column.schema).all, [practiceId, sql.dataKeys.names]);
  return keys.map((key) => blindIndex(sql.dataKeys.open(column.schema, key), placeOf(column, { practiceId, id: '' }), column.comparable(value)));
}

/** Seals a value for a row. */
export function sealValue(key: DataKey, column: SealedColumn, { practiceId, id, value }: { readonly practiceId: string; readonly id: string; readonly value: string }): SealedValue {
  const place = placeOf(column, { practiceId, id });
  return { sealed: seal(key, place, value), index: blindIndex(key, place, column.comparable(value)), keyId: key.id };
}

/** The value sealed in a row. Throws `SealBroken` or `KeyMissing`. */
export function openValue(keys: DataKeys, column: SealedColumn, { id, sealed, key }: StoredValue & { readonly id: string }): string {
  return open(keys.open(column.schema, key), placeOf(column, { practiceId: key.practiceId, id }), sealed);
}

function placeOf({ schema, table, column }: SealedColumn, { practiceId, id }: { readonly practiceId: string; readonly id: string }): SealedPlace {
  return { practiceId, table: `${schema}.${table}`, column, row: id };
}
