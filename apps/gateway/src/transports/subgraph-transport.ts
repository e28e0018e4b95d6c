import type { ExecutionResult } from 'graphql';
import type { OperationRequest, VerifiedRequest } from '@spindle/subgraph';

/** One operation of a query plan, as it goes to a subgraph. */
export interface SubgraphOperation extends OperationRequest {
  /** A mutation is sent at most once, whatever happens. */
  readonly isMutation: boolean;
}

/** The way to one subgraph: a call inside this process, or HTTP. */
export interface SubgraphTransport {
  /** Sends an operation for a viewer. Throws `SubgraphUnavailable` when no usable answer came within the time-out. */
  send(operation: SubgraphOperation, request: VerifiedRequest): Promise<ExecutionResult>;
  /** Resolves when the subgraph can answer; rejects otherwise. */
  ready(): Promise<void>;
  close(): Promise<void>;
}

/** Milliseconds a subgraph has to answer a query, a retry included. */
export const SUBGRAPH_TIMEOUT_MS = 3_000;

/** Milliseconds a subgraph has for a mutation: longer, since nobody knows what became of one that was given up. */
export const MUTATION_TIMEOUT_MS = 15_000;

export type UnavailableReason = 'TIMED_OUT' | 'UNREACHABLE' | 'OVERLOADED' | 'CIRCUIT_OPEN' | 'REFUSED' | 'RUBBISH';

/** No usable answer came from a subgraph. The text is for the operator's log, never for the client. */
export class SubgraphUnavailable extends Error {
  override readonly name = 'SubgraphUnavailable';
  readonly code: UnavailableReason;

  constructor(readonly subgraph: string, reason: UnavailableReason, options?: ErrorOptions) {
    super(`${subgraph}: ${reason}`, options);
    this.code = reason;
  }
}
