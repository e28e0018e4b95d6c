import type { IncomingMessage } from 'node:http';
import { RequestRefused } from '../request-refused';

/** A header that another site's page cannot send without asking first, and never gets leave for. */
export const CSRF_HEADER = 'x-spindle-csrf';

const SAFE: ReadonlySet<string | undefined> = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Refuses a request that somebody else's page could have made the browser send with its cookie: one that may change
 * something needs the header and an origin of ours, whatever its form; one that says it comes from elsewhere is refused.
 */
export function requireOwnPage(request: IncomingMessage, origins: readonly string[]): void {
  if (SAFE.has(request.method)) return;
  const { origin } = request.headers;
  if (origin === undefined || !origins.includes(origin)) throw refused('The request comes from another site.');
  if (request.headers[CSRF_HEADER] !== '1') throw refused(`Send the header ${CSRF_HEADER}: 1 with every change.`);
}

function refused(message: string): RequestRefused {
  return new RequestRefused(403, 'CSRF_REFUSED', message);
}
