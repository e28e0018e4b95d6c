import type { ChildProcess } from 'node:child_process';
import { resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { findBinaries } from './binaries';
import { createCluster, holdsCluster, prepareParent } from './data-folder';
import { freePort, spawnPostmaster, stopOrphan, stopPostmaster, whenReady, type PostmasterOptions } from './postmaster';
import { requireReachable, serverAccount } from './server-account';
import { isRunning, markOf, newRecord, readRecord, writeRecord, type ServerRecord } from './server-record';

/** How long a start is tried again: after kill -9 the server's children linger and hold its memory. */
const TRIED_FOR_MS = 30_000;
const TRY_AGAIN_AFTER_MS = 300;

export interface EmbeddedServerOptions {
  /** Where the data lies. The password, the port and the log are kept beside it, in its parent. */
  readonly dataFolder: string;
  /** False for tests: fast, and lost with the machine. */
  readonly durable: boolean;
  readonly progress?: (line: string) => void;
}

export interface EmbeddedServer {
  /** Reaches database `postgres` as superuser. Stays the same over a crash. */
  readonly adminUrl: string;
  /** The server process; another one after a crash. */
  readonly pid: number;
  stop(): Promise<void>;
}

/**
 * Starts PostgreSQL on a data folder, which is made where it is missing, and keeps it running: a server that dies is
 * started again on the same port. Takes over from a supervisor that was killed. Throws a sentence when another process
 * serves the folder, the folder is of another version, or the server's user cannot reach it.
 */
export async function startEmbeddedServer(options: EmbeddedServerOptions): Promise<EmbeddedServer> {
  const { durable, progress = () => undefined } = options;
  const folder = resolve(options.dataFolder);
  const account = await serverAccount();
  await prepareParent(folder, account);
  const record = await takeOver(folder, progress);
  const binaries = await findBinaries();
  await requireReachable(binaries.folder, account);
  const postmaster = { folder, durable, binaries, account };
  if (!(await holdsCluster(folder))) {
    progress('Making the database');
    await createCluster({ ...postmaster, password: record.password });
  }
  const supervisor = new Supervisor(postmaster, record, progress);
  await supervisor.start();
  return supervisor;
}

/** Makes this process the one that looks after the folder. */
async function takeOver(folder: string, progress: (line: string) => void): Promise<ServerRecord> {
  const known = await readRecord(folder);
  if (!known && (await holdsCluster(folder))) {
    throw new Error(`The password of the database in ${folder} is missing (it was kept in ${folder}.server.json). Put that file back, or start afresh with npm run reset.`);
  }
  const record = known ?? newRecord();
  if (record.supervisor && record.supervisor.pid !== process.pid && (await isRunning(record.supervisor))) {
    throw new Error(`Process ${record.supervisor.pid} already runs the database in ${folder}. Stop it first.`);
  }
  const owned = { ...record, supervisor: await markOf(process.pid) };
  await writeRecord(folder, owned);
  if ((await stopOrphan(folder)) === 'STOPPED') progress('Stopped the database server that an earlier run left behind');
  return owned;
}

class Supervisor implements EmbeddedServer {
  readonly #options: PostmasterOptions;
  readonly #progress: (line: string) => void;
  #record: ServerRecord;
  #child: ChildProcess | null = null;
  #stopping = false;
  #stopped: Promise<void> | null = null;
  #starting: Promise<void> = Promise.resolve();

  constructor(options: PostmasterOptions, record: ServerRecord, progress: (line: string) => void) {
    this.#options = options;
    this.#record = record;
    this.#progress = progress;
  }

  get adminUrl(): string {
    return `postgres://postgres:${this.#record.password}@127.0.0.1:${this.#record.port}/postgres`;
  }

  get pid(): number {
    return this.#child?.pid ?? 0;
  }

  /** Starts on the remembered port, on another when it is taken. */
  async start(): Promise<void> {
    const port = await freePort(this.#record.port);
    if (this.#record.port !== null && port !== this.#record.port) this.#progress(`Port ${this.#record.port} is taken: the database uses ${port}`);
    this.#record = { ...this.#record, port };
    await writeRecord(this.#options.folder, this.#record);
    await this.#run();
  }

  /** Only the first call counts: by the next, the folder may be another supervisor's. */
  stop(): Promise<void> {
    this.#stopped ??= this.#stop();
    return this.#stopped;
  }

  async #stop(): Promise<void> {
    this.#stopping = true;
    await this.#starting.catch(() => undefined);
    if (this.#child) await stopPostmaster(this.#child);
    this.#child = null;
    await writeRecord(this.#options.folder, { ...this.#record, supervisor: null });
  }

  async #run(): Promise<void> {
    const deadline = performance.now() + TRIED_FOR_MS;
    for (;;) {
      const child = await spawnPostmaster(this.#options, this.#record.port ?? 0);
      const outcome = await whenReady(child, this.#options.folder, this.adminUrl);
      if (outcome.ready) {
        this.#watch(child);
        return;
      }
      await stopPostmaster(child);
      if (this.#stopping) return;
      if (outcome.final || performance.now() > deadline) throw new Error(`PostgreSQL did not start: ${outcome.reason}`);
      await pause(TRY_AGAIN_AFTER_MS);
    }
  }

  #watch(child: ChildProcess): void {
    this.#child = child;
    const endWithUs = (): void => void child.kill('SIGINT');
    process.once('exit', endWithUs);
    child.once('exit', () => process.removeListener('exit', endWithUs));
    child.once('exit', () => {
      if (this.#stopping) return;
      this.#progress('The database server ended unexpectedly: starting it again');
      this.#starting = this.#run();
      this.#starting.catch((cause: unknown) => this.#progress(cause instanceof Error ? cause.message : String(cause)));
    });
  }
}
