import type { RequestHandler } from 'express';
import type { Identity } from '../identity';
import { RequestRefused } from '../request-refused';

/**
 * Lets a practice's own web page ask without a login: the practice is named by the short name in the path, else by the
 * host; never by what the request says besides. Whatever credentials come along, the viewer is a visitor.
 */
export function visitors(identity: Identity): RequestHandler {
  return async (request, response, next) => {
    const { slug } = request.params as { slug?: string };
    const visitor = await identity.publicViewer(slug === undefined ? { host: request.hostname } : { slug });
    if (!visitor) throw new RequestRefused(404, 'NOT_FOUND', 'No practice has this address.');
    response.locals['visitor'] = visitor;
    next();
  };
}
