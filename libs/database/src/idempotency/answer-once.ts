import { err, type Result } from '@spindle/kernel';
import type { Viewer } from '@spindle/subgraph';
import type { ChangeTrail, Concerned } from '../audit/change-trail';
import type { PracticeConnection } from '../practice/connection';
import { perSchema, statement } from '../practice/statement';

/** Hours for which an answer is kept under its key. */
export const ANSWER_KEPT_HOURS = 48;

export interface IdempotentRequest {
  /** The mutation's name. */
  readonly operation: string;
  /** Its whole input; `idempotencyKey` is a UUID the client made before it sent. */
  readonly input: Readonly<Record<string, unknown>> & { readonly idempotencyKey: string };
}

export interface IdempotencyKeyReusedError {
  readonly kind: 'IdempotencyKeyReusedError';
  readonly message: string;
}

interface Place {
  readonly connection: PracticeConnection;
  readonly viewer: Viewer;
  readonly audit: ChangeTrail;
}

const statementsOf = perSchema((schema) => ({
  claim: statement(`INSERT INTO ${schema}.idempotent_request (practice_id, person_id, operation, key, input_hash, created_at)
    VALUES ($1, $2, $3, $4, $5, now()) ON CONFLICT DO NOTHING`),
  read: statement(`SELECT input_hash, answer, concerned FROM ${schema}.idempotent_request WHERE practice_id = $1 AND person_id = $2 AND operation = $3 AND key = $4`),
  store: statement(`UPDATE ${schema}.idempotent_request SET answer = $5, concerned = $6 WHERE practice_id = $1 AND person_id = $2 AND operation = $3 AND key = $4`),
}));

/**
 * The key's row is written first: a rival with the same key waits for this transaction and then reads its answer. A
 * refusal undoes the work and is kept as the answer. An answer given again is a look at the records it was about. Of
 * the input only a keyed hash is kept: who has a dump cannot try member numbers against it.
 */
export async function answerOnce<T, E extends { kind: string }>(place: Place, request: IdempotentRequest, work: () => Promise<Result<T, E>>): Promise<Result<T, E | IdempotencyKeyReusedError>> {
  const { connection, viewer, audit } = place;
  const { claim, read, store } = statementsOf(connection.schema);
  const key = [viewer.practiceId, viewer.personId, request.operation, request.input.idempotencyKey];
  const [hash, ...olderHashes] = connection.dataKeys.fingerprints(canonicalJson([...key, request.input]));
  const [claimed] = await Promise.all([connection.run(claim, [...key, hash], 'IDEMPOTENCY'), connection.command('SAVEPOINT work', 'SAVEPOINT')]);
  if (claimed.rowCount === 0) {
    const { rows: [first] } = await connection.run<{ input_hash: string; answer: Result<T, E>; concerned: Concerned | null }>(read, key, 'IDEMPOTENCY');
    const isSame = first !== undefined && [hash, ...olderHashes].includes(first.input_hash);
    audit.onlyRead(isSame ? (first.concerned ?? []) : []);
    if (isSame) return first.answer;
    return err({ kind: 'IdempotencyKeyReusedError', message: 'This key was used for another input. Make a new key for a new request.' });
  }
  const result = await work();
  if (result.ok) audit.requireConcerned(request.operation);
  else {
    audit.onlyRead();
    await connection.command('ROLLBACK TO SAVEPOINT work', 'SAVEPOINT');
  }
  await connection.run(store, [...key, JSON.stringify(result), JSON.stringify(audit.concerned())], 'IDEMPOTENCY');
  return result;
}

/** JSON with sorted keys: the same input gives the same text, in whatever order its fields came. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, each: unknown) => {
    if (typeof each !== 'object' || each === null || Array.isArray(each)) return each;
    return Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}
