import type { RequestHandler } from 'express';

const ALWAYS = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cache-control': 'no-store',
} as const;

/** A year, RFC 6797. Browsers heed it over TLS only. */
const STRICT_TRANSPORT = 'max-age=31536000; includeSubDomains';

/** Headers of every answer: nothing is framed, sniffed, kept in a cache or told to another site. No CORS header is ever set. */
export function securityHeaders(production: boolean): RequestHandler {
  const headers = Object.entries(production ? { ...ALWAYS, 'strict-transport-security': STRICT_TRANSPORT } : ALWAYS);
  return (_request, response, next) => {
    for (const [name, value] of headers) response.setHeader(name, value);
    next();
  };
}
