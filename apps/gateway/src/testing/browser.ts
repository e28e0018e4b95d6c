/** What a page of ours sends with every change. */
const OWN_PAGE = { 'x-spindle-csrf': '1', 'content-type': 'application/json' };

/** A browser as far as cookies go: keeps what it is told to, and follows the way to the issuer and back. */
export class Browser {
  cookie = '';

  constructor(readonly port: number) {}

  get origin(): string {
    return `http://localhost:${this.port}`;
  }

  /** One request, no redirect followed. */
  async send(path: string, init: RequestInit = {}): Promise<Response> {
    const response = await fetch(`${this.origin}${path}`, { redirect: 'manual', ...init, headers: { ...(this.cookie ? { cookie: this.cookie } : {}), ...(init.headers as Record<string, string>) } });
    for (const cookie of response.headers.getSetCookie()) this.cookie = /max-age=0/i.test(cookie) ? '' : (cookie.split(';')[0] ?? '');
    return response;
  }

  /** A change as a page of ours makes it. */
  change(path: string, body: unknown = {}, { method = 'POST', headers = {} }: { method?: string; headers?: Record<string, string> } = {}): Promise<Response> {
    return this.send(path, { method, headers: { ...OWN_PAGE, origin: this.origin, ...headers }, body: JSON.stringify(body) });
  }

  /** Begins a login; answers the address at the issuer. */
  async beginLogin(query = ''): Promise<URL> {
    const response = await this.send(`/auth/login${query}`);
    return new URL(response.headers.get('location') ?? '');
  }

  /** Goes to the issuer; answers the path on which it sends the browser back. */
  async answerOf(issuerUrl: URL): Promise<string> {
    const response = await fetch(issuerUrl, { redirect: 'manual' });
    const back = new URL(response.headers.get('location') ?? '');
    return back.pathname + back.search;
  }

  /** Signs in whoever is at the issuer. */
  async login(query = ''): Promise<Response> {
    return this.send(await this.answerOf(await this.beginLogin(query)));
  }

  /** The text of the cookie without its name. */
  get token(): string {
    return this.cookie.slice(this.cookie.indexOf('=') + 1);
  }
}
