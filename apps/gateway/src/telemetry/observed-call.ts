import type { ExecutionResult } from 'graphql';
import { subgraphCallSeconds, traced, traceparentNow, type VerifiedRequest } from '@spindle/subgraph';
import { SubgraphUnavailable } from '../transports/subgraph-transport';

/** Calls a subgraph in a span of its own, which the signed request names as its cause, and counts the call by its outcome. */
export async function observedCall(subgraph: string, request: VerifiedRequest, send: (caused: VerifiedRequest) => Promise<ExecutionResult>): Promise<ExecutionResult> {
  const stop = subgraphCallSeconds.startTimer({ subgraph });
  let outcome: string = 'FAULT';
  try {
    const result = await traced('subgraph call', { 'spindle.subgraph': subgraph, 'spindle.request_id': request.requestId }, () => {
      const traceparent = traceparentNow();
      return send(traceparent === undefined ? request : { ...request, traceparent });
    });
    outcome = 'ANSWERED';
    return result;
  } catch (cause) {
    if (cause instanceof SubgraphUnavailable) outcome = cause.code;
    throw cause;
  } finally {
    stop({ outcome });
  }
}
