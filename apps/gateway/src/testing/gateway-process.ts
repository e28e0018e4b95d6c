import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { workspaceFolder } from '@spindle/supergraph';

/** The gateway as a process of its own, with nothing of this one's environment but the way to programs. */
export interface GatewayProcess {
  readonly child: ChildProcess;
  /** What it said on standard error. */
  readonly lines: readonly string[];
  /** Resolves with the first line that contains the text; rejects when the process ends before. */
  until(text: string): Promise<string>;
  /** The port, once it serves. */
  port(): Promise<number>;
  kill(signal: NodeJS.Signals): Promise<void>;
}

/** Starts `apps/gateway/src/main.ts` with these settings. */
export function startGatewayProcess(environment: Readonly<Record<string, string>>): GatewayProcess {
  const root = workspaceFolder();
  const child = spawn(process.execPath, ['--import', 'tsx', join(root, 'apps/gateway/src/main.ts')], {
    cwd: root, stdio: ['ignore', 'ignore', 'pipe'], env: { PATH: process.env['PATH'], TSX_TSCONFIG_PATH: join(root, 'tsconfig.base.json'), ...environment },
  });
  const lines = linesOf(child);
  const until = async (text: string): Promise<string> => {
    for (;;) {
      const line = lines.find((each) => each.includes(text));
      if (line) return line;
      if (child.exitCode !== null) throw new Error(`The gateway ended: ${lines.join('\n')}`);
      await new Promise((resolve) => { setTimeout(resolve, 20); });
    }
  };
  return {
    child, lines, until,
    port: async () => (JSON.parse(await until('gateway started')) as { port: number }).port,
    kill: async (signal) => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const exited = once(child, 'exit');
      child.kill(signal);
      await exited;
    },
  };
}

function linesOf(child: ChildProcess): string[] {
  const lines: string[] = [];
  let rest = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    const parts = (rest + text).split('\n');
    rest = parts.pop() ?? '';
    lines.push(...parts);
  });
  return lines;
}
