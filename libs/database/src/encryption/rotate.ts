import { Client } from 'pg';
import type { DatabasePlace } from '../data-source';
import { inTurn } from '../migrations/migrate';
import type { SchemaDefinition } from '../schema-definition';
import { roleUrl } from '../server/role-url';
import { dataKeysOf, type DataKeys } from './data-keys';
import { resealSome, targetDataKey, type OwnerSql } from './reseal';
import type { SealedColumn } from './sealed-column';

export interface RotateOptions {
  readonly place: DatabasePlace;
  /** Values sealed anew in one transaction. */
  readonly batch?: number;
  /** Is told after each batch: where, and how many values so far. */
  readonly progress?: (line: string) => void;
}

/** What a change of keys came to. */
export interface Rotated {
  /** Values sealed anew. */
  readonly values: number;
  /** Data keys removed, since nothing was sealed under them any more. */
  readonly removedKeys: number;
  /** Names of key-encryption keys other than the newest that something still needs; none once all others can be retired. */
  readonly stillNeeded: readonly string[];
}

const BATCH = 500;

/**
 * Seals every value of a schema's sealed columns under a data key that the newest key-encryption key protects, in
 * batches of a transaction each, and removes the data keys that nothing needs then. It can be ended at any moment and
 * begun again: each value is whole before and after, and requests read values under either key meanwhile.
 */
export async function rotateKeys(definition: SchemaDefinition, { place, batch = BATCH, progress = () => undefined }: RotateOptions): Promise<Rotated> {
  const columns = definition.sealedColumns ?? [];
  const { schema } = definition;
  if (columns.length === 0) return { values: 0, removedKeys: 0, stillNeeded: [] };
  return inTurn(schema, place, async () => {
    const rotation = await Rotation.open(schema, { place, batch, progress });
    try {
      return await rotation.run(columns);
    } finally {
      await rotation.close();
    }
  });
}

/** PostgreSQL's code for a row that another refers to (foreign_key_violation). */
const REFERRED_TO = '23503';

/** A key that a change under way seals with stays, and is told of as still needed. */
function refuseAllButReference(error: unknown): void {
  if ((error as { code?: unknown }).code !== REFERRED_TO) throw error;
}

class Rotation {
  #values = 0;
  #removedKeys = 0;

  private constructor(private readonly client: Client, private readonly schema: string, private readonly options: { readonly keys: DataKeys; readonly batch: number; readonly progress: (line: string) => void }) {}

  static async open(schema: string, { place, batch, progress }: Required<RotateOptions>): Promise<Rotation> {
    const client = new Client({ connectionString: roleUrl(place.url, `${schema}_owner`, place.secret), application_name: `spindle ${schema} keys` });
    client.on('error', () => undefined);
    await client.connect();
    return new Rotation(client, schema, { keys: dataKeysOf(place), batch, progress });
  }

  async run(columns: readonly SealedColumn[]): Promise<Rotated> {
    for (const practiceId of await this.#practices(columns)) {
      for (const column of columns) await this.#reseal(column, practiceId);
      await this.#removeUnused(columns, practiceId);
    }
    const { rows } = await this.client.query<{ name: string }>(`SELECT DISTINCT wrapped_by AS name FROM ${this.schema}.data_key WHERE wrapped_by <> $1 ORDER BY 1`, [this.options.keys.newest]);
    return { values: this.#values, removedKeys: this.#removedKeys, stillNeeded: rows.map(({ name }) => name) };
  }

  close(): Promise<void> {
    return this.client.end();
  }

  /** Practices with a data key or with a value that is still plain. The owner sees the rows of all. */
  async #practices(columns: readonly SealedColumn[]): Promise<string[]> {
    const plain = columns.map(({ table, column }) => `SELECT practice_id FROM ${this.schema}.${table} WHERE ${column} IS NOT NULL`);
    const { rows } = await this.client.query<{ id: string }>(`SELECT DISTINCT practice_id AS id FROM (${[`SELECT practice_id FROM ${this.schema}.data_key`, ...plain].join(' UNION ')}) AS known ORDER BY 1`);
    return rows.map(({ id }) => id);
  }

  async #reseal(column: SealedColumn, practiceId: string): Promise<void> {
    const { keys, batch: limit, progress } = this.options;
    for (let resealed = limit; resealed === limit;) {
      resealed = await this.#inPractice(practiceId, async (sql) => {
        const target = await targetDataKey(sql, keys, { schema: this.schema, practiceId });
        return resealSome(sql, { keys, column, practiceId, target, limit });
      });
      this.#values += resealed;
      if (resealed > 0) progress(`${column.schema}.${column.table}.${column.column}: ${this.#values} values sealed anew`);
    }
  }

  /** The reference from each value to its key keeps a key that somebody sealed with meanwhile. */
  async #removeUnused(columns: readonly SealedColumn[], practiceId: string): Promise<void> {
    const { keys } = this.options;
    await this.#inPractice(practiceId, async (sql) => {
      const target = await targetDataKey(sql, keys, { schema: this.schema, practiceId });
      const used = columns.map(({ table, column }) => `AND NOT EXISTS (SELECT FROM ${this.schema}.${table} t WHERE t.practice_id = k.practice_id AND t.${column}_key = k.id)`);
      const removed = await sql.rows(`DELETE FROM ${this.schema}.data_key k WHERE k.practice_id = $1 AND k.id <> $2 ${used.join(' ')} RETURNING k.id`, [practiceId, target.id]);
      this.#removedKeys += removed.length;
    }).catch(refuseAllButReference);
  }

  async #inPractice<R>(practiceId: string, work: (sql: OwnerSql) => Promise<R>): Promise<R> {
    await this.client.query('BEGIN');
    try {
      await this.client.query(`SELECT set_config('app.practice_id', $1, true)`, [practiceId]);
      const result = await work({ rows: async <Row extends object>(text: string, values: readonly unknown[]) => (await this.client.query<Row>(text, [...values])).rows });
      await this.client.query('COMMIT');
      return result;
    } catch (error) {
      await this.client.query('ROLLBACK').catch(() => undefined);
      throw error;
    }
  }
}
