import { LRUCache } from 'lru-cache';

/** An operation of a query plan without its name, and its kind. */
export interface NamelessOperation {
  readonly text: string;
  readonly isMutation: boolean;
}

const known = new LRUCache<string, NamelessOperation>({ max: 2_000 });
const HEAD = /^\s*(query|mutation)\b\s*(?:[_A-Za-z]\w*)?/;

/**
 * Takes the name off an operation. The planner names each fetch after the client's operation and numbers it, so that
 * the same fetch has many texts; without the name it has one, which subgraphs compile once.
 */
export function nameless(query: string): NamelessOperation {
  const found = known.get(query);
  if (found) return found;
  const isMutation = HEAD.exec(query)?.[1] === 'mutation';
  const operation = { text: query.replace(HEAD, '$1').replace(/^query\s*(?=\{)/, ''), isMutation };
  known.set(query, operation);
  return operation;
}
