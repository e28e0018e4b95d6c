import { AsyncLocalStorage } from 'node:async_hooks';
import type { DataKeys } from '../encryption/data-keys';

const atHand = new AsyncLocalStorage<DataKeys>();

/** Runs migrations with the keys of sealed values at hand: TypeORM makes them without arguments. */
export function withSealing<R>(keys: DataKeys, migrations: () => Promise<R>): Promise<R> {
  return atHand.run(keys, migrations);
}

/** The keys for a migration that seals what was plain. Throws outside `migrate`. */
export function keysOfMigration(): DataKeys {
  const keys = atHand.getStore();
  if (!keys) throw new Error('A migration that seals values is run by migrate(), which has the keys.');
  return keys;
}
