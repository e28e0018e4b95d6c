/** Longer addresses are no place of this application's. */
const LONGEST = 2_000;

const BASE = 'http://here.invalid';

/**
 * Where the browser goes after a login: a path of this site, or `otherwise`. Anything that a browser could read as
 * another site is refused: `//host`, `/\host`, schemes, control characters.
 */
export function safeReturnTo(wanted: unknown, otherwise: string): string {
  if (typeof wanted !== 'string' || wanted.length > LONGEST || !/^\/(?![/\\])[^\\\p{Cc}]*$/u.test(wanted)) return otherwise;
  const url = URL.parse(wanted, BASE);
  return url?.origin === BASE && !/^\/[/\\]/.test(url.pathname) ? `${url.pathname}${url.search}${url.hash}` : otherwise;
}
