import type { ServerResponse } from 'node:http';
import { RequestRefused } from '../request-refused';
import { RATE_WINDOW_SECONDS } from './rate-limits';
import type { Admission } from './rate-limiter';

/** Tells a client of its limit (RateLimit header fields for HTTP, draft 10); of several the last one told is kept, hence the narrowest last. */
export function announce(response: ServerResponse, { scope, limit, remaining, resetSeconds }: Admission): void {
  if (response.headersSent) return;
  response.setHeader('ratelimit-policy', `"${scope}";q=${limit};w=${RATE_WINDOW_SECONDS}`);
  response.setHeader('ratelimit', `"${scope}";r=${remaining};t=${resetSeconds}`);
}

/** Announces the limit and refuses what is beyond it: 429 with the seconds until the count begins anew. */
export function requireAdmission(response: ServerResponse, admission: Admission): void {
  announce(response, admission);
  requireAdmitted(admission);
}

/** Refuses what is beyond the limit. */
export function requireAdmitted(admission: Admission): void {
  if (!admission.isAdmitted) throw new RequestRefused(429, 'RATE_LIMITED', 'Too many requests. Wait for as many seconds as Retry-After says.').with({ 'retry-after': String(admission.resetSeconds) });
}
