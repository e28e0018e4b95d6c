import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { workspaceFolder } from '@spindle/supergraph';
import type { FixtureName } from './fixture-sdl';
import { TEST_KEY } from './fixture-gateway';

/** A fixture subgraph in a process of its own, to be stopped, continued and killed. */
export interface FixtureProcess {
  readonly url: string;
  /** The operations it began to execute. */
  readonly queries: readonly string[];
  signal(signal: 'SIGSTOP' | 'SIGCONT' | 'SIGKILL'): Promise<void>;
}

/** Starts the fixture; a port of 0 takes a free one, a given one lets it come back where it was. */
export async function startFixtureProcess(name: FixtureName, port = 0): Promise<FixtureProcess> {
  const root = workspaceFolder();
  const child = spawn(process.execPath, ['--import', 'tsx', join(root, 'apps/gateway/src/testing/serve-fixture.ts'), name, String(port)], {
    cwd: root, stdio: ['ignore', 'pipe', 'ignore'],
    env: { PATH: process.env['PATH'], TSX_TSCONFIG_PATH: join(root, 'tsconfig.base.json'), FIXTURE_KEY: Buffer.from(TEST_KEY).toString('hex') },
  });
  const queries: string[] = [];
  const listening = await firstLine(child, queries);
  return { url: `http://127.0.0.1:${listening}`, queries, signal: (signal) => signalTo(child, signal) };
}

function firstLine(child: ChildProcess, queries: string[]): Promise<number> {
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`The fixture ended with ${code}.`)));
    createInterface({ input: child.stdout as NodeJS.ReadableStream }).on('line', (line) => {
      const { query, listening } = JSON.parse(line) as { query?: string; listening?: { port: number } };
      if (listening) resolve(listening.port);
      if (query !== undefined) queries.push(query);
    });
  });
}

async function signalTo(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = signal === 'SIGKILL' ? once(child, 'exit') : null;
  child.kill(signal);
  await exited;
}
