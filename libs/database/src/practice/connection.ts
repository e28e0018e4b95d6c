import type { Writable } from 'node:stream';
import { escapeLiteral, type PoolClient, type QueryResult } from 'pg';
import { beginSpan, type Viewer } from '@spindle/subgraph';
import type { DataKeys } from '../encryption/data-keys';
import { wallSettings } from '../migrations/walls';
import { toldWhenCutOff } from './overload';
import type { Statement } from './statement';
import { publishStatement, type StatementPurpose } from './sql-channel';

/** Reads and writes rows of one practice inside one transaction. */
export interface Sql {
  /** Opens and makes the practice's keys of sealed columns. */
  readonly dataKeys: DataKeys;
  /** Runs a statement and returns its rows. */
  rows<Row extends object>(statement: Statement, values: readonly unknown[]): Promise<Row[]>;
  /** Runs a statement and returns how many rows it touched. */
  count(statement: Statement, values: readonly unknown[]): Promise<number>;
}

/** A connection taken from the pool, and how it is given back. */
export interface Lease {
  readonly client: PoolClient;
  /** Only the first call counts. */
  release(condition: 'USABLE' | 'BROKEN'): Promise<void>;
}

export interface PracticeScope {
  readonly viewer: Viewer;
  readonly access: 'READ ONLY' | 'READ WRITE';
  readonly dataKeys: DataKeys;
}

/**
 * A reading transaction is read-only from its savepoint on, by PostgreSQL itself; at the savepoint's end it can write
 * again, which is how the audit rows come into the same transaction as the reads.
 */
const READING = '; SAVEPOINT reading; SET TRANSACTION READ ONLY';

function openingOf({ viewer, access }: PracticeScope): string {
  const reading = access === 'READ ONLY';
  const settings = Object.entries({ 'app.practice_id': viewer.practiceId, 'app.person_id': viewer.personId, ...wallSettings(viewer, reading) });
  const set = settings.map(([name, value]) => `set_config('${name}', ${escapeLiteral(value)}, true)`).join(', ');
  return `BEGIN READ WRITE; SELECT ${set}${reading ? READING : ''}`;
}

/** One connection of the service role with an open transaction, in which row-level security sees one practice. */
export class PracticeConnection implements Sql {
  readonly #lease: Lease;
  readonly #opening: Promise<unknown>;
  readonly #span: ReturnType<typeof beginSpan>;
  #mustBeKept: boolean;
  readonly dataKeys: DataKeys;
  #condition: 'OPEN' | 'FAILED' | 'ENDED' = 'OPEN';

  /** Opens the transaction. The opening travels ahead of the first statement, in one write: nothing waits for its answer alone. */
  constructor(lease: Lease, readonly schema: string, scope: PracticeScope) {
    this.#lease = lease;
    this.#mustBeKept = scope.access === 'READ WRITE';
    this.dataKeys = scope.dataKeys;
    this.#span = beginSpan('sql transaction', { 'spindle.schema': schema, 'spindle.access': scope.access });
    publishStatement({ schema, purpose: 'OPEN' });
    holdUntilFirstStatement(lease.client);
    this.#opening = lease.client.query(openingOf(scope));
    this.#opening.catch(() => undefined);
  }

  async rows<Row extends object>(statement: Statement, values: readonly unknown[]): Promise<Row[]> {
    return (await this.run<Row>(statement, values, 'DOMAIN')).rows;
  }

  async count(statement: Statement, values: readonly unknown[]): Promise<number> {
    return (await this.run(statement, values, 'DOMAIN')).rowCount ?? 0;
  }

  run<Row extends object>(statement: Statement, values: readonly unknown[], purpose: StatementPurpose): Promise<QueryResult<Row>> {
    return this.#send(purpose, (client) => client.query<Row>({ name: statement.name, text: statement.text, values: [...values] }));
  }

  /** Runs a control command such as SAVEPOINT. */
  async command(text: string, purpose: StatementPurpose): Promise<void> {
    await this.#send(purpose, (client) => client.query(text));
  }

  /** Ends the read-only part, so that what was read can be recorded; a failed read is undone with it. From here on the end must hold. */
  async endReading(): Promise<void> {
    this.#mustBeKept = true;
    const way = this.#condition === 'FAILED' ? 'ROLLBACK TO SAVEPOINT reading' : 'RELEASE SAVEPOINT reading';
    this.#condition = 'OPEN';
    await this.command(way, 'SAVEPOINT');
  }

  /**
   * Ends the transaction and gives the connection back; a connection whose end fails is thrown away. Throws when a
   * change could not be kept: PostgreSQL answers COMMIT after a swallowed error by undoing it, without an error.
   */
  async end(outcome: 'COMMIT' | 'ROLLBACK'): Promise<void> {
    const hadFailed = this.#condition === 'FAILED';
    const ending = this.#send('COMMIT', (client) => client.query(outcome));
    this.#condition = 'ENDED';
    const ended = (): void => this.#span.end();
    ending.then(ended, ended);
    try {
      const { command } = await ending;
      await this.#lease.release('USABLE');
      if (outcome === 'COMMIT' && command !== 'COMMIT' && this.#mustBeKept) throw new Error('The transaction was undone: one of its statements had failed.');
    } catch (error) {
      await this.#lease.release('BROKEN');
      if (!(hadFailed && !this.#mustBeKept)) throw error;
    }
  }

  /** A statement behind the end would run in the transaction of whoever has the connection by then. */
  async #send<R>(purpose: StatementPurpose, query: (client: PoolClient) => Promise<R>): Promise<R> {
    if (this.#condition === 'ENDED') throw new Error('A statement was sent after its transaction had ended: something was not awaited.');
    publishStatement({ schema: this.schema, purpose });
    try {
      const [, result] = await Promise.all([this.#opening, query(this.#lease.client)]);
      return result;
    } catch (error) {
      if (this.#condition === 'OPEN') this.#condition = 'FAILED';
      throw toldWhenCutOff(error);
    }
  }
}

/** Collects what is sent in this turn of the event loop into one write to the socket. */
function holdUntilFirstStatement(client: PoolClient): void {
  const { stream } = (client as unknown as { connection: { stream: Writable } }).connection;
  stream.cork();
  process.nextTick(() => stream.uncork());
}
