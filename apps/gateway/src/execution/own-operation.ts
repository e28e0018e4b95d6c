import type { FormattedExecutionResult } from 'graphql';
import type { Viewer } from '@spindle/subgraph';
import type { Generation } from './generation';

/** An operation of the gateway's own, behind one of its addresses. */
export interface OwnOperation {
  readonly query: string;
  /** What the audit trail calls it. */
  readonly operation: string;
  readonly variables: Readonly<Record<string, unknown>>;
  /** For whom it is asked. */
  readonly viewer: Viewer;
  readonly requestId: string;
}

/** Asks the graph as a client would, under the viewer's rights; errors are answered, not thrown. */
export async function runOwnOperation<Data>({ server }: Generation, { query, operation, variables, viewer, requestId }: OwnOperation): Promise<FormattedExecutionResult<Data>> {
  const { body } = await server.executeOperation<Data & Record<string, unknown>>(
    { query, variables: { ...variables } },
    { contextValue: { requestId, request: { viewer, requestId, operation }, mayIntrospect: false, registered: null, address: null, batches: new Map() } },
  );
  if (body.kind !== 'single') throw new Error(`${operation} was answered in parts.`);
  return body.singleResult;
}
