import type { ExecutionResult } from 'graphql';
import type { VerifiedRequest } from '../identity/viewer';
import { operationSeconds } from './metrics';
import { causedBy, traced } from './spans';

/** Runs a subgraph's operation in a span that the request's own caused, and counts it by its outcome. */
export async function observedOperation(subgraph: string, { requestId, traceparent }: VerifiedRequest, work: () => Promise<ExecutionResult>): Promise<ExecutionResult> {
  const stop = operationSeconds.startTimer({ subgraph });
  let outcome = 'FAULT';
  try {
    const result = await causedBy(traceparent, () => traced('subgraph operation', { 'spindle.subgraph': subgraph, 'spindle.request_id': requestId }, work));
    outcome = result.errors && result.errors.length > 0 ? 'ERRORS' : 'OK';
    return result;
  } finally {
    stop({ outcome });
  }
}
