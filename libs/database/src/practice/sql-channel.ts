import { channel } from 'node:diagnostics_channel';

/** What a statement is for. Budgets count `DOMAIN`; the others are asserted apart: `AUDIT` once where health data was read, never where none was. */
export type StatementPurpose = 'OPEN' | 'DOMAIN' | 'IDEMPOTENCY' | 'SAVEPOINT' | 'AUDIT' | 'COMMIT';

export interface StatementSent {
  readonly schema: string;
  readonly purpose: StatementPurpose;
}

const sent = channel('spindle:sql');

export function publishStatement(message: StatementSent): void {
  if (sent.hasSubscribers) sent.publish(message);
}

/** Calls `listener` for each statement that requests send from now on. Returns what stops it. For budgets in tests and in the bench. */
export function onStatement(listener: (message: StatementSent) => void): () => void {
  const relay = (message: unknown): void => listener(message as StatementSent);
  sent.subscribe(relay);
  return () => void sent.unsubscribe(relay);
}
