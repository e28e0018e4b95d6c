import type { IncomingMessage, ServerResponse } from 'node:http';
import { stringifySetCookie } from 'cookie';

/**
 * The one cookie of a browser: HttpOnly, for the whole site, gone with the browser. `SameSite=Lax`, not Strict: the
 * issuer sends the browser back by a navigation from its own site, and that one has to bring the cookie that began the
 * login. What Lax leaves open, a navigation by GET, changes nothing here; every change needs a header and an origin.
 */
export class SessionCookie {
  readonly #name: string;

  /** Over https the name begins with `__Host-`, so that no other host and no plain http can set it (RFC 6265bis, 4.1.3.2). */
  constructor(readonly isSecure: boolean) {
    this.#name = isSecure ? '__Host-spindle' : 'spindle';
  }

  get name(): string {
    return this.#name;
  }

  /** What the browser sent; null without it, and when it sent two: one of them is somebody else's. */
  read(request: IncomingMessage): string | null {
    const values = (request.headers.cookie ?? '').split(';').map((pair) => pair.trim()).filter((pair) => pair.startsWith(`${this.#name}=`));
    return values.length === 1 ? (values[0]?.slice(this.#name.length + 1) ?? null) : null;
  }

  set(response: ServerResponse, token: string): void {
    response.appendHeader('set-cookie', stringifySetCookie(this.#name, token, this.#attributes()));
  }

  clear(response: ServerResponse): void {
    response.appendHeader('set-cookie', stringifySetCookie(this.#name, '', { ...this.#attributes(), maxAge: 0 }));
  }

  #attributes() {
    return { httpOnly: true, secure: this.isSecure, sameSite: 'lax', path: '/' } as const;
  }
}
