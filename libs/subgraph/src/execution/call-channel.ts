import { channel } from 'node:diagnostics_channel';

const calls = channel('spindle:subgraph-call');

export function publishCall(subgraph: string): void {
  if (calls.hasSubscribers) calls.publish(subgraph);
}

/** Calls `listener` with the subgraph's name for each operation that a subgraph of this process executes. Returns what stops it. For budgets in tests and in the bench. */
export function onSubgraphCall(listener: (subgraph: string) => void): () => void {
  const relay = (message: unknown): void => listener(message as string);
  calls.subscribe(relay);
  return () => void calls.unsubscribe(relay);
}
