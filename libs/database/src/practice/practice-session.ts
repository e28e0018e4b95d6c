import type { EntityManager } from 'typeorm';
import type { Result } from '@spindle/kernel';
import type { AccessTrail, Viewer } from '@spindle/subgraph';
import type { AuditEntry } from '../audit/audit-entry';
import { writeAudit, type AuditSubject } from '../audit/audit-writer';
import { ChangeTrail, type ChangeAudit } from '../audit/change-trail';
import { ReadTrail } from '../audit/read-trail';
import type { DataKeys } from '../encryption/data-keys';
import { Outbox } from '../events/outbox';
import { answerOnce, type IdempotencyKeyReusedError, type IdempotentRequest } from '../idempotency/answer-once';
import { PracticeConnection, type Sql } from './connection';
import type { Database } from './database';
import type { Statement } from './statement';

/** What a change works with: SQL, TypeORM's manager on the same connection, the outbox and the audit trail of the same transaction. */
export interface Transaction {
  readonly sql: Sql;
  readonly manager: EntityManager;
  readonly outbox: Outbox;
  readonly audit: ChangeAudit;
}

/**
 * One request's way to the rows of its practice. All its reads share one read-only transaction, opened by the first;
 * a change has a transaction of its own, for which the reads' is closed first, so that no request holds two
 * connections. What the trail was told is written at the end of the transaction it was read in; a change's rows in the
 * change's.
 */
export class PracticeSession implements Sql {
  readonly #database: Database;
  readonly #subject: AuditSubject;
  readonly #trail = new ReadTrail();
  #reading: Promise<PracticeConnection> | null = null;
  #auditing: Promise<PracticeConnection> | null = null;

  constructor(database: Database, subject: AuditSubject) {
    this.#database = database;
    this.#subject = subject;
  }

  get viewer(): Viewer {
    return this.#subject.viewer;
  }

  get schema(): string {
    return this.#database.schema;
  }

  /** Where the request says whose record its answer holds. */
  get trail(): AccessTrail {
    return this.#trail;
  }

  get dataKeys(): DataKeys {
    return this.#database.dataKeys;
  }

  /** The schema's audit trail of the same practice, read as the auditor over a connection of its own. */
  get auditTrail(): Pick<Sql, 'rows'> {
    return { rows: async (statement, values) => (await this.#auditor()).rows(statement, values) };
  }

  async rows<Row extends object>(statement: Statement, values: readonly unknown[]): Promise<Row[]> {
    return (await this.#reader()).rows<Row>(statement, values);
  }

  async count(statement: Statement, values: readonly unknown[]): Promise<number> {
    return (await this.#reader()).count(statement, values);
  }

  /** Runs a change in one transaction: kept when it is ok, undone (its audit rows too) when it is refused or throws. */
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
   * Throws, and keeps nothing, when `work` succeeded without telling the audit trail whose record it changed.
   */
  async mutate<T, E extends { kind: string }>(
    request: IdempotentRequest,
    work: (transaction: Transaction) => Promise<Result<T, E>>,
  ): Promise<Result<T, E | IdempotencyKeyReusedError>> {
    return this.#write(async (connection, transaction, audit) => ({
      result: await answerOnce({ connection, viewer: this.viewer, audit }, request, () => work(transaction)),
      outcome: 'COMMIT',
    }), request.operation);
  }

  /** Records what the trail was told and ends the reading transaction. Reads that got no connection have said so themselves. */
  async end(): Promise<void> {
    const [reading, auditing] = [this.#reading, this.#auditing];
    this.#auditing = null;
    await (await auditing?.catch(() => null))?.end('COMMIT');
    const entries = this.#trail.take();
    if (entries.length > 0) return this.#record(entries);
    this.#reading = null;
    await (await reading?.catch(() => null))?.end('COMMIT');
  }

  /** The rows travel with the end of the reads and of the transaction: nothing waits for its answer alone. */
  async #record(entries: readonly AuditEntry[]): Promise<void> {
    const connection = await this.#reader();
    this.#reading = null;
    await Promise.all([connection.endReading(), writeAudit(connection, this.#subject, entries), connection.end('COMMIT')]);
  }

  #reader(): Promise<PracticeConnection> {
    this.#reading ??= this.#database.lease().then((lease) => new PracticeConnection(lease, this.#database.schema, { viewer: this.viewer, access: 'READ ONLY', dataKeys: this.dataKeys }));
    return this.#reading;
  }

  #auditor(): Promise<PracticeConnection> {
    this.#auditing ??= this.#database.leaseAuditor().then((lease) => new PracticeConnection(lease, this.#database.schema, { viewer: this.viewer, access: 'READ ONLY', dataKeys: this.dataKeys }));
    return this.#auditing;
  }

  async #write<R>(work: Work<R>, operation?: string): Promise<R> {
    await this.end();
    const { schema } = this.#database;
    const lease = await this.#database.leaseWithManager();
    const connection = new PracticeConnection(lease, schema, { viewer: this.viewer, access: 'READ WRITE', dataKeys: this.dataKeys });
    const audit = new ChangeTrail();
    const transaction = { sql: connection, manager: lease.manager, outbox: new Outbox(connection, { schema, practiceId: this.viewer.practiceId, clock: this.#database.clock }), audit };
    const { result, outcome } = await work(connection, transaction, audit).catch(async (error: unknown) => {
      await connection.end('ROLLBACK').catch(() => undefined);
      throw error;
    });
    const entries = outcome === 'COMMIT' ? audit.entries() : [];
    const { viewer, origin } = this.#subject;
    await Promise.all([
      ...(entries.length > 0 ? [writeAudit(connection, { viewer, origin: { ...origin, operation: origin.operation ?? operation } }, entries)] : []),
      connection.end(outcome),
    ]);
    return result;
  }
}

type Work<R> = (connection: PracticeConnection, transaction: Transaction, audit: ChangeTrail) => Promise<{ result: R; outcome: 'COMMIT' | 'ROLLBACK' }>;
