import type { Response } from 'express';
import { traced } from '@spindle/subgraph';

/** Runs a GraphQL request in a span of its own, the first of its trace: a client's trace context is not taken. */
export function tracedRequest(response: Response, work: () => Promise<void>): Promise<void> {
  return traced('graphql request', { 'spindle.request_id': response.locals['requestId'] as string }, work);
}
