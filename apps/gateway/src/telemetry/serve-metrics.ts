import type { RequestHandler } from 'express';
import { mayReadMetrics, metrics } from '@spindle/subgraph';

/** `GET /metrics` for who shows the operator's token; for everybody else there is nothing here. */
export function serveMetrics(token: string | null): RequestHandler {
  return async (request, response, next) => {
    if (!mayReadMetrics(request.headers.authorization, token)) return next();
    response.type(metrics.contentType).send(await metrics.metrics());
  };
}
