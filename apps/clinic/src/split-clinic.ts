import { spawn, type ChildProcess } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { DatabasePlace } from '@spindle/database';
import type { Logger } from '@spindle/subgraph';
import { subgraphs, workspaceFolder } from '@spindle/supergraph';

export interface SplitClinicOptions {
  readonly place: DatabasePlace;
  /** The gateway's port, a later one when it is taken; 0 for any free port, for the subgraphs too. */
  readonly port: number;
  readonly followingPorts?: number;
  readonly logger: Logger;
  /** Where the audit trails are anchored; nowhere when it is not given. */
  readonly anchorFolder?: string;
  /** Further settings for the gateway's process, such as its time-outs. */
  readonly environment?: Readonly<Record<string, string>>;
}

/** Gateway and subgraphs, each in a process of its own, over HTTP. */
export interface SplitClinic {
  readonly url: string;
  readonly port: number;
  /** The process behind `gateway` or a subgraph's name. */
  process(name: string): ChildProcess;
  subgraphUrl(name: string): string;
  /** Starts a process again, ending it first where it runs. `environment` gives it other settings from then on. */
  restart(name: string, environment?: Readonly<Record<string, string>>): Promise<void>;
  stop(): Promise<void>;
}

const READY_WITHIN_MS = 60_000;
const READY_ANSWER_WITHIN_MS = 5_000;
const STOP_WITHIN_MS = 15_000;
/** Below those that an operating system gives to outgoing connections (Linux from 32768, RFC 6335 from 49152): one chosen here is still free when its process opens it. */
const LISTENING_PORTS = { from: 20_000, to: 30_000 };

export async function startSplitClinic(options: SplitClinicOptions): Promise<SplitClinic> {
  const ports = await portsFor(options);
  const clinic = new Processes(ports, options);
  try {
    await clinic.start();
  } catch (cause) {
    await clinic.stop();
    throw cause;
  }
  return clinic;
}

type Ports = Readonly<Record<string, number>>;

class Processes implements SplitClinic {
  readonly #children = new Map<string, ChildProcess>();
  readonly #settings = new Map<string, Readonly<Record<string, string>>>();
  readonly #environment: NodeJS.ProcessEnv;

  constructor(private readonly ports: Ports, private readonly options: SplitClinicOptions) {
    const urls = Object.fromEntries(subgraphs.map(({ name }) => [`${name.toUpperCase()}_URL`, this.subgraphUrl(name)]));
    this.#environment = { ...process.env, ...urls, DATABASE_URL: options.place.url, SPINDLE_SECRET: options.place.secret, SPINDLE_AUDIT_FOLDER: options.anchorFolder ?? '', TSX_TSCONFIG_PATH: join(workspaceFolder(), 'tsconfig.base.json') };
  }

  get port(): number {
    return this.ports['gateway'] ?? 0;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  subgraphUrl(name: string): string {
    return `http://127.0.0.1:${this.ports[name]}`;
  }

  async start(): Promise<void> {
    for (const name of Object.keys(this.ports)) this.#launch(name);
    await Promise.all(Object.entries(this.ports).map(([name, port]) => this.#whenReady(name, port)));
  }

  process(name: string): ChildProcess {
    const child = this.#children.get(name);
    if (!child) throw new Error(`There is no process ${name}.`);
    return child;
  }

  async restart(name: string, environment?: Readonly<Record<string, string>>): Promise<void> {
    if (environment) this.#settings.set(name, environment);
    await endAll([this.process(name)]);
    this.#launch(name);
    await this.#whenReady(name, this.ports[name] ?? 0);
  }

  async stop(): Promise<void> {
    await endAll([...this.#children.values()]);
  }

  /** Detached, so that Ctrl-C reaches this process alone, which then stops them in order; their channel tells them when it is gone. */
  #launch(name: string): void {
    const main = join(workspaceFolder(), 'apps', name, 'src/main.ts');
    const extra = { ...(name === 'gateway' ? this.options.environment : {}), ...this.#settings.get(name) };
    const child = spawn(process.execPath, ['--import', 'tsx', main], {
      env: { ...this.#environment, ...extra, PORT: String(this.ports[name]) }, stdio: ['ignore', 'ignore', 'pipe', 'ipc'], detached: true,
    });
    child.stderr?.setEncoding('utf8').on('data', (text: string) => this.options.logger.info('process output', { process: name, text: text.trimEnd() }));
    child.once('exit', (code, signal) => this.options.logger.warn('process ended', { process: name, code, signal }));
    this.#children.set(name, child);
  }

  async #whenReady(name: string, port: number): Promise<void> {
    const deadline = performance.now() + READY_WITHIN_MS;
    for (;;) {
      const { exitCode } = this.process(name);
      if (exitCode !== null) throw new Error(`The process of ${name} ended with ${exitCode}; .data/clinic.log tells why.`);
      const answer = await fetch(`http://127.0.0.1:${port}/ready`, { signal: AbortSignal.timeout(READY_ANSWER_WITHIN_MS) }).catch(() => null);
      if (answer?.ok) return;
      if (performance.now() > deadline) throw new Error(`The process of ${name} did not become ready within ${READY_WITHIN_MS / 1000} s.`);
      await pause(100);
    }
  }
}

/** Ends those that run, in peace where they can. */
async function endAll(children: readonly ChildProcess[]): Promise<void> {
  const running = children.filter((child) => child.exitCode === null && child.signalCode === null);
  const ended = Promise.all(running.map((child) => once(child, 'exit')));
  for (const child of running) child.kill('SIGTERM');
  const cut = setTimeout(() => running.forEach((child) => child.kill('SIGKILL')), STOP_WITHIN_MS);
  await ended;
  clearTimeout(cut);
}

async function portsFor({ port, followingPorts = 0 }: SplitClinicOptions): Promise<Ports> {
  const gateway = port === 0 ? await anyFree() : await firstFree(port, followingPorts);
  const entries: [string, number][] = [];
  for (const { name, url } of subgraphs) entries.push([name, port === 0 ? await anyFree() : await firstFree(Number(new URL(url).port), 0).catch(anyFree)]);
  return { ...Object.fromEntries(entries), gateway };
}

function anyFree(): Promise<number> {
  const { from, to } = LISTENING_PORTS;
  const first = randomInt(from, to);
  return firstFree(first, to - first);
}

async function firstFree(port: number, following: number): Promise<number> {
  const server = createServer();
  try {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    return port;
  } catch (cause) {
    if (following === 0) throw cause;
    return firstFree(port + 1, following - 1);
  } finally {
    server.close();
  }
}
