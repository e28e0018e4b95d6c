import type { EntityManager } from 'typeorm';
import type { Result } from '@spindle/kernel';
import type { Viewer } from '@spindle/subgraph';
import { Outbox } from '../events/outbox';
import { answerOnce, type IdempotencyKeyReusedError, type IdempotentRequest } from '../idempotency/answer-once';
import { PracticeConnection, type Sql } from './connection';
import type { Database } from './database';
import type { Statement } from './statement';

/** What a change works with: SQL, TypeORM's manager on the same connection, and the outbox of the same transaction. */
export interface Transaction {
  readonly sql: Sql;
  readonly manager: EntityManager;
  readonly outbox: Outbox;
}

/**
 * One request's way to the rows of its practice. All its reads share one read-only transaction, opened by the first;
 * a change has a transaction of its own, for which the reads' is closed first, so that no request holds two
 * connections.
 */
export class PracticeSession implements Sql {
  readonly #database: Database;
  #reading: Promise<PracticeConnection> | null = null;

  constructor(database: Database, readonly viewer: Viewer) {
    this.#database = database;
  }

  async rows<Row extends object>(statement: Statement, values: readonly unknown[]): Promise<Row[]> {
    return (await this.#reader()).rows<Row>(statement, values);
  }

  async count(statement: Statement, values: readonly unknown[]): Promise<number> {
    return (await this.#reader()).count(statement, values);
  }

  /** Runs a change in one transaction: kept when it is ok, undone when it is refused or throws. */
  async transaction<T, E>(work: (transaction: Transaction) => Promise<Result<T, E>>): Promise<Result<T, E>> {
    return this.#write(async (_connection, transaction) => {
      const result = await work(transaction);
      return { result, outcome: result.ok ? 'COMMIT' : 'ROLLBACK' };
    });
  }

  /**
   * Runs a change at most once per idempotency key (practice, person, operation, key). A repeat with the same input
   * gets the first answer, refusals included; with another input, `IdempotencyKeyReusedError`. Answers are kept 48
   * hours. What `work` answers must be plain JSON: ids, not rows, so that the caller reads them again under its rights.
   */
  async mutate<T, E extends { kind: string }>(
    request: IdempotentRequest,
    work: (transaction: Transaction) => Promise<Result<T, E>>,
  ): Promise<Result<T, E | IdempotencyKeyReusedError>> {
    return this.#write(async (connection, transaction) => ({
      result: await answerOnce({ connection, viewer: this.viewer, schema: this.#database.schema }, request, () => work(transaction)),
      outcome: 'COMMIT',
    }));
  }

  /** Ends the reading transaction, if one is open. Reads that got no connection have said so themselves. */
  async end(): Promise<void> {
    const reading = this.#reading;
    this.#reading = null;
    const connection = await reading?.catch(() => null);
    await connection?.end('COMMIT');
  }

  #reader(): Promise<PracticeConnection> {
    this.#reading ??= this.#database.lease().then((lease) => new PracticeConnection(lease, this.#database.schema, { viewer: this.viewer, access: 'READ ONLY' }));
    return this.#reading;
  }

  async #write<R>(work: (connection: PracticeConnection, transaction: Transaction) => Promise<{ result: R; outcome: 'COMMIT' | 'ROLLBACK' }>): Promise<R> {
    await this.end();
    const { schema } = this.#database;
    const lease = await this.#database.leaseWithManager();
    const connection = new PracticeConnection(lease, schema, { viewer: this.viewer, access: 'READ WRITE' });
    const transaction = { sql: connection, manager: lease.manager, outbox: new Outbox(connection, schema, this.viewer.practiceId) };
    const { result, outcome } = await work(connection, transaction).catch(async (error: unknown) => {
      await connection.end('ROLLBACK').catch(() => undefined);
      throw error;
    });
    await connection.end(outcome);
    return result;
  }
}
