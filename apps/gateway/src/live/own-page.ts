import type { IncomingHttpHeaders } from 'node:http';

/**
 * Whether a browser says that the request comes from a page of the host it goes to: by `Origin` where it sends one, else
 * by `Sec-Fetch-Site` (browsers leave `Origin` away for a GET to their own site). A request that says neither does not.
 */
export function isFromOwnPage({ origin, host, 'sec-fetch-site': site }: IncomingHttpHeaders): boolean {
  if (site !== undefined && site !== 'same-origin') return false;
  if (origin !== undefined) return URL.canParse(origin) && new URL(origin).host === host;
  return site === 'same-origin';
}
