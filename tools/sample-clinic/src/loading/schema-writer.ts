import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Client } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { Id } from '@spindle/kernel';
import { roleUrl, type DatabasePlace } from '@spindle/database';
import { copyLine } from './copy-line';
import { TABLES, tablesOf, type ColumnValue, type Row, type SampleSchema, type TableName } from './tables';

/** Characters of waiting rows from which on they are worth a journey to the database. */
const BATCH_LENGTH = 6_000_000;
const CHUNK_LENGTH = 200_000;

/** Of the transaction: making rows may keep it waiting, and nothing is acknowledged before its end. */
const SETTINGS = ['idle_in_transaction_session_timeout = 0', 'synchronous_commit = off', "work_mem = '64MB'"];

/** Rows of one table as COPY text: whole chunks, outside the heap, and the one that grows. */
interface Waiting {
  readonly chunks: Buffer[];
  growing: string;
}

/**
 * Fills one schema as its owner, in one transaction: after a failure nothing is left. Forced row-level security refuses
 * the owner's COPY and inserts for another practice than the one set, so rows are copied into unprotected staging tables,
 * which nobody else can see, and inserted from there practice by practice.
 */
export class SchemaWriter {
  readonly #client: Client;
  readonly #schema: SampleSchema;
  #waiting = new Map<TableName, Waiting>();
  #waitingLength = 0;
  #practiceId: Id<'Practice'> | null = null;
  #journey: Promise<void> = Promise.resolve();
  readonly counts = new Map<TableName, number>();

  private constructor(client: Client, schema: SampleSchema) {
    this.#client = client;
    this.#schema = schema;
  }

  /** Throws a sentence when another run is filling the schema. */
  static async open(schema: SampleSchema, { url, secret }: DatabasePlace): Promise<SchemaWriter> {
    const client = new Client({ connectionString: roleUrl(url, `${schema}_owner`, secret), application_name: `spindle ${schema} sample` });
    client.on('error', () => undefined);
    await client.connect();
    const writer = new SchemaWriter(client, schema);
    try {
      await writer.#begin();
      return writer;
    } catch (error) {
      await client.end();
      throw error;
    }
  }

  async #begin(): Promise<void> {
    await this.#client.query('BEGIN');
    for (const setting of SETTINGS) await this.#client.query(`SET LOCAL ${setting}`);
    const { rows: [lock] } = await this.#client.query<{ taken: boolean }>('SELECT pg_try_advisory_xact_lock(hashtextextended($1, 0)) AS taken', [`spindle sample ${this.#schema}`]);
    if (!lock?.taken) throw new Error('The sample clinic is being made by another run at this moment: wait until it is done.');
    for (const table of tablesOf(this.#schema)) await this.#client.query(`CREATE UNLOGGED TABLE ${stagingOf(table)} (LIKE ${table} INCLUDING DEFAULTS)`);
  }

  add<T extends TableName>(table: T, row: Row<T>): void {
    const columns: readonly string[] = TABLES[table];
    const values = row as Readonly<Record<string, ColumnValue>>;
    const line = copyLine([this.#practiceId, ...columns.map((column) => values[column] ?? null)]);
    const waiting = this.#waiting.get(table) ?? this.#startOn(table);
    waiting.growing += line;
    if (waiting.growing.length > CHUNK_LENGTH) {
      waiting.chunks.push(Buffer.from(waiting.growing));
      waiting.growing = '';
    }
    this.#waitingLength += line.length;
    this.counts.set(table, (this.counts.get(table) ?? 0) + 1);
  }

  #startOn(table: TableName): Waiting {
    const waiting: Waiting = { chunks: [], growing: '' };
    this.#waiting.set(table, waiting);
    return waiting;
  }

  /** From now on rows are of this practice. */
  async turnTo(practiceId: Id<'Practice'>): Promise<void> {
    await this.settle();
    this.#practiceId = practiceId;
    await this.#client.query(`SELECT set_config('app.practice_id', $1, true)`, [practiceId]);
  }

  /** Sends what waits once it is worth it; waits only while an earlier batch is still on its way, which bounds the memory. */
  async relieve(): Promise<void> {
    if (this.#waitingLength >= BATCH_LENGTH) await this.#send();
  }

  /** Sends what waits and comes back when the database has it. */
  async settle(): Promise<void> {
    await this.#send();
    await this.#journey;
  }

  async #send(): Promise<void> {
    const batch = this.#waiting;
    this.#waiting = new Map();
    this.#waitingLength = 0;
    await this.#journey;
    this.#journey = this.#insert(batch);
    this.#journey.catch(() => undefined);
  }

  async #insert(batch: ReadonlyMap<TableName, Waiting>): Promise<void> {
    for (const table of tablesOf(this.#schema)) {
      const waiting = batch.get(table);
      if (!waiting) continue;
      const columns = ['practice_id', ...TABLES[table]].join(', ');
      const staging = stagingOf(table);
      await pipeline(Readable.from([...waiting.chunks, Buffer.from(waiting.growing)]), this.#client.query(copyFrom(`COPY ${staging} (${columns}) FROM STDIN`)));
      await this.#client.query(`INSERT INTO ${table} (${columns}) SELECT ${columns} FROM ${staging}`);
      await this.#client.query(`TRUNCATE ${staging}`);
    }
  }

  /** Sends the last rows and clears away what only served the filling. */
  async finish(): Promise<void> {
    await this.settle();
    for (const table of tablesOf(this.#schema)) await this.#client.query(`DROP TABLE ${stagingOf(table)}`);
  }

  async commit(): Promise<void> {
    await this.#client.query('COMMIT');
  }

  /** Makes the planner know the rows, and index-only scans possible. */
  async analyze(): Promise<void> {
    await this.#client.query(`VACUUM (ANALYZE) ${tablesOf(this.#schema).join(', ')}`);
  }

  async close(): Promise<void> {
    await this.#journey.catch(() => undefined);
    await this.#client.end();
  }
}

function stagingOf(table: TableName): string {
  return table.replace('.', '.sample_of_');
}
