/** Where a crawl ended. */
export interface Stop {
  readonly url: string;
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** A browser that keeps cookies by host and port, follows redirects, and sends forms. */
export class Crawler {
  readonly #cookies = new Map<string, Map<string, string>>();

  get(url: string): Promise<Stop> {
    return this.#go(url, {});
  }

  /** Sends a form as its page would. */
  submit(url: string, fields: Readonly<Record<string, string>>): Promise<Stop> {
    return this.#go(url, { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: new URLSearchParams(fields).toString() });
  }

  /** A change as a page of the clinic makes it. */
  change(url: string, body: unknown = {}): Promise<Stop> {
    return this.#go(url, { method: 'POST', headers: { 'content-type': 'application/json', 'x-spindle-csrf': '1', origin: new URL(url).origin }, body: JSON.stringify(body) });
  }

  async #go(url: string, init: RequestInit): Promise<Stop> {
    const { origin } = new URL(url);
    const jar = this.#cookies.get(origin) ?? new Map<string, string>();
    this.#cookies.set(origin, jar);
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(url, { redirect: 'manual', ...init, headers: { ...(init.headers as Record<string, string>), ...(cookie ? { cookie } : {}) } });
    for (const set of response.headers.getSetCookie()) {
      const [pair = ''] = set.split(';');
      const [name = '', value = ''] = [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)];
      if (value === '' || /max-age=0|expires=thu, 01 jan 1970/i.test(set)) jar.delete(name);
      else jar.set(name, value);
    }
    const location = response.headers.get('location');
    if (location && response.status >= 300 && response.status < 400) return this.#go(new URL(location, url).href, {});
    return { url, status: response.status, headers: response.headers, text: await response.text() };
  }
}
