import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTestDatabase } from '@spindle/database/testing';
import { workspaceFolder } from '@spindle/supergraph';
import { SCHEMAS } from './schemas';
import { Crawler } from './testing/crawler';

interface StartOptions { readonly args?: readonly string[]; readonly environment?: NodeJS.ProcessEnv }

/** `npm start`, as a process of its own on a data folder of its own. */
class Start {
  output = '';
  readonly child: ChildProcess;

  constructor(data: string, { args = [], environment = {} }: StartOptions = {}) {
    this.child = spawn(process.execPath, [join(workspaceFolder(), 'tools/launch/start.mjs'), ...args], { env: { ...process.env, SPINDLE_DATA_FOLDER: data, PORT: '4700', DATABASE_URL: '', ...environment }, stdio: 'pipe', detached: true });
    for (const stream of [this.child.stdout, this.child.stderr]) stream?.setEncoding('utf8').on('data', (text: string) => { this.output += text; });
  }

  /** Resolves when the last screen is shown. */
  async running(): Promise<string> {
    const ended = once(this.child, 'exit').then(() => 'ended');
    for (;;) {
      const url = /GraphQL +(\S+)\/graphql/.exec(this.output)?.[1];
      if (url && this.output.includes('Ctrl-C')) return url;
      const outcome = await Promise.race([ended, new Promise((resolve) => { setTimeout(resolve, 50); })]);
      if (outcome === 'ended') throw new Error(`npm start ended:\n${this.output}`);
    }
  }

  /** What Ctrl-C in a terminal does: every process of the group gets the signal. */
  async interrupt(): Promise<number | null> {
    const exit = once(this.child, 'exit') as Promise<[number | null]>;
    process.kill(-(this.child.pid ?? 0), 'SIGINT');
    return (await exit)[0];
  }

  async kill(): Promise<void> {
    const exit = once(this.child, 'exit');
    process.kill(-(this.child.pid ?? 0), 'SIGKILL');
    await exit;
  }
}

/** The front desk's person, by the way from the front page; and where the issuer is. */
async function signedIn(url: string): Promise<{ crawler: Crawler; issuer: string }> {
  const crawler = new Crawler();
  expect((await crawler.get(`${url}/`)).text).toContain('href="/auth/login?returnTo=/"');
  const page = await crawler.get(`${url}/auth/login?returnTo=/`);
  expect((await crawler.submit(page.url, { login: 'fern.spindle', password: 'spindle-demo' })).url).toBe(`${url}/`);
  return { crawler, issuer: new URL(page.url).origin };
}

describe('npm start', () => {
  const data = mkdtempSync(join(tmpdir(), 'spindle-start-'));
  let open: Start[] = [];
  const start = (options?: StartOptions): Start => {
    const started = new Start(data, options);
    open.push(started);
    return started;
  };

  beforeAll(() => chmodSync(data, 0o755));
  afterEach(async () => {
    for (const each of open) if (each.child.exitCode === null && each.child.signalCode === null) await each.interrupt();
    open = [];
  }, 60_000);
  afterAll(() => rmSync(data, { recursive: true, force: true }));

  it('makes the clinic, serves it, and stops all of it on Ctrl-C', async () => {
    const first = start();
    const url = await first.running();
    expect(first.output).toContain('Making the sample clinic');
    const curl = /-H 'authorization: (Bearer \S+)'[^]*?-d '(.*)'/.exec(first.output);
    const response = await fetch(`${url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json', authorization: curl?.[1] ?? '' }, body: curl?.[2] ?? '' });
    const { data: answer, errors } = (await response.json()) as { data: { daySheet: { appointments: unknown[] } }; errors?: unknown };
    expect(errors).toBeUndefined();
    expect(Array.isArray(answer.daySheet.appointments)).toBe(true);
    expect((await fetch(`${url}/ready`)).status).toBe(200);
    expect((await fetch(`${url}/graphiql`)).status).toBe(200);
    expect(first.output).toContain(`Sign in    ${url}/`);
    const { crawler, issuer } = await signedIn(url);
    expect((await crawler.get(`${url}/`)).text).toContain('Signed in as <strong>Fern Delgado</strong>');
    expect(await first.interrupt()).toBe(0);
    for (const gone of [`${url}/health`, issuer]) await expect(fetch(gone)).rejects.toThrow();
  }, 120_000);

  it('finds its clinic again the second time, on the next port when its own is taken, and says so', async () => {
    const squatter = createServer().listen(4700, '127.0.0.1');
    await once(squatter, 'listening');
    const second = start();
    const url = await second.running();
    squatter.close();
    expect(url).not.toContain('4700');
    expect(second.output).toContain('Port 4700 is taken');
    expect(second.output).not.toContain('Making the sample clinic');
  }, 120_000);

  it('recovers when everything was killed', async () => {
    const killed = start();
    await killed.running();
    await killed.kill();
    const next = start();
    await next.running();
    expect(next.output).not.toContain('Making the sample clinic');
  }, 120_000);

  it('leaves none of its processes behind when it was killed, split as it may be', async () => {
    const split = start({ args: ['--split'] });
    const url = await split.running();
    expect((await fetch(`${url}/ready`)).status).toBe(200);
    const { crawler, issuer } = await signedIn(url);
    expect((await crawler.get(`${url}/`)).text).toContain('Signed in as <strong>Fern Delgado</strong>');
    await split.kill();
    for (const ending of [`${url}/health`, issuer]) while (await fetch(ending).catch(() => null)) await new Promise((resolve) => { setTimeout(resolve, 50); });
  }, 120_000);

  it('refuses a second start on the same data in one line, and leaves the first alone', async () => {
    const first = start();
    const url = await first.running();
    const second = start();
    const [code] = (await once(second.child, 'exit')) as [number];
    expect(code).not.toBe(0);
    expect(second.output.trim().split('\n').at(-1)).toMatch(/^Spindle cannot start: .*Stop it first/);
    expect((await fetch(`${url}/ready`)).status).toBe(200);
  }, 120_000);

  it('uses a server of one\'s own', async () => {
    const database = await createTestDatabase(SCHEMAS);
    const own = start({ environment: { DATABASE_URL: database.adminUrl, SPINDLE_SECRET: database.secret } });
    const url = await own.running();
    expect((await fetch(`${url}/ready`)).status).toBe(200);
    expect(own.output).toContain('Making the sample clinic');
    expect(own.output).not.toContain(new URL(database.adminUrl).password);
    expect(await own.interrupt()).toBe(0);
    await database.drop();
  }, 120_000);

  it('says in one line why it cannot use a server that does not answer', async () => {
    const refused = start({ environment: { DATABASE_URL: 'postgres://nobody:nothing@127.0.0.1:1/spindle' } });
    const [code] = (await once(refused.child, 'exit')) as [number];
    expect(code).not.toBe(0);
    expect(refused.output.trim().split('\n').at(-1)).toMatch(/^Spindle cannot start: .+/);
    expect(refused.output).not.toContain('nothing@');
  }, 60_000);
});
