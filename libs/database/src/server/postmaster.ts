import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { open, readFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { Client } from 'pg';
import type { Binaries } from './binaries';
import { waitUntil } from './condition';
import type { ServerAccount } from './server-account';

const STARTS_WITHIN_MS = 60_000;
const STOPS_WITHIN_MS = 20_000;

export interface PostmasterOptions {
  readonly folder: string;
  readonly durable: boolean;
  readonly binaries: Binaries;
  readonly account: ServerAccount;
}

/** Settings of every embedded server. Nothing of a row or a statement reaches the log: it would hold health data. */
const SETTINGS = [
  'listen_addresses=127.0.0.1', 'unix_socket_directories=', 'max_connections=150', 'jit=off', 'timezone=UTC', 'log_timezone=UTC',
  'log_min_messages=log', 'log_min_error_statement=panic', 'log_error_verbosity=terse', 'log_checkpoints=off',
];
const THROW_AWAY = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'wal_level=minimal', 'max_wal_senders=0', 'max_connections=300'];

export function logFile(folder: string): string {
  return `${folder}.log`;
}

/** Starts the server process on a port. It has its own process group: Ctrl-C in a terminal must not end it before its clients. */
export async function spawnPostmaster({ folder, durable, binaries, account }: PostmasterOptions, port: number): Promise<ChildProcess> {
  const log = await open(logFile(folder), 'w', 0o600);
  try {
    const settings = [...SETTINGS, ...(durable ? [] : THROW_AWAY)].flatMap((setting) => ['-c', setting]);
    const child = spawn(binaries.postgres, ['-D', folder, '-p', String(port), ...settings], {
      ...account, cwd: dirname(folder), detached: true, stdio: ['ignore', log.fd, log.fd], env: { ...process.env, LC_ALL: 'C.UTF-8' },
    });
    child.on('error', () => undefined);
    child.unref();
    return child;
  } finally {
    await log.close();
  }
}

export type Readiness = { readonly ready: true } | { readonly ready: false; readonly reason: string; readonly final: boolean };

/** Waits until the server takes connections; else tells why not, and whether another try is in vain. */
export async function whenReady(child: ChildProcess, folder: string, adminUrl: string): Promise<Readiness> {
  let answer: Answer = 'NONE';
  await waitUntil(async () => (answer = await ask(adminUrl)) !== 'NONE' || hasEnded(child), STARTS_WITHIN_MS);
  if ((answer as Answer) === 'YES' && !hasEnded(child)) return { ready: true };
  if ((answer as Answer) === 'WRONG_PASSWORD' && !hasEnded(child)) return { ready: false, reason: `the password in ${folder}.server.json is not that of this database`, final: true };
  const lines = (await readFile(logFile(folder), 'utf8').catch(() => '')).trim().split('\n');
  return { ready: false, reason: lines.find((line) => /FATAL|PANIC|could not/.test(line)) ?? lines.at(-1) ?? 'it said nothing', final: false };
}

type Answer = 'YES' | 'WRONG_PASSWORD' | 'NONE';

async function ask(adminUrl: string): Promise<Answer> {
  const client = new Client({ connectionString: adminUrl, connectionTimeoutMillis: 5_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return 'YES';
  } catch (error) {
    return (error as { code?: string }).code === '28P01' ? 'WRONG_PASSWORD' : 'NONE';
  } finally {
    await client.end().catch(() => undefined);
  }
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null || child.pid === undefined;
}

/** Stops a server: clients are sent away ("fast"); when that takes too long, at once ("immediate", recovered at the next start). */
export async function stopPostmaster(child: ChildProcess): Promise<void> {
  if (hasEnded(child)) return;
  const ended = once(child, 'exit');
  child.ref();
  child.kill('SIGINT');
  const forced = setTimeout(() => child.kill('SIGQUIT'), STOPS_WITHIN_MS);
  await ended;
  clearTimeout(forced);
}

/** Stops the server that a killed supervisor left on a data folder, if there is one. */
export async function stopOrphan(folder: string): Promise<'NONE' | 'STOPPED'> {
  const pid = await postmasterOf(folder);
  if (pid === null) return 'NONE';
  for (const signal of ['SIGINT', 'SIGQUIT', 'SIGKILL'] as const) {
    try {
      process.kill(pid, signal);
    } catch {
      break;
    }
    if (await waitUntil(async () => (await postmasterOf(folder)) !== pid, STOPS_WITHIN_MS)) break;
  }
  return 'STOPPED';
}

/** The process that serves a data folder: named by postmaster.pid, and really a PostgreSQL of this folder (numbers are used again). */
async function postmasterOf(folder: string): Promise<number | null> {
  const pid = Number.parseInt(await readFile(join(folder, 'postmaster.pid'), 'utf8').catch(() => ''), 10);
  if (!(pid > 0)) return null;
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return null;
  }
  const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => null);
  return command === null || command.split('\0').includes(folder) ? pid : null;
}

/** A port of 127.0.0.1 that is free now: the wanted one if it is. */
export async function freePort(wanted: number | null): Promise<number> {
  const server = createServer();
  const listening = await new Promise<boolean>((resolve) => {
    server.once('error', () => resolve(false));
    server.listen({ host: '127.0.0.1', port: wanted ?? 0, exclusive: true }, () => resolve(true));
  });
  if (!listening) return freePort(null);
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
