import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, cpSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { workspaceFolder } from '@spindle/supergraph';

/** What is made, not written; the packages are linked. */
const LEFT_OUT = new Set(['node_modules', '.git', '.nx', '.data', '.stryker-tmp', 'dist', 'coverage', 'reports']);

/** What a program that ran to its end said. */
export interface Ended {
  readonly code: number | null;
  readonly output: string;
}

/** A copy of the workspace in a temporary folder, to be changed and thrown away. */
export class WorkspaceCopy {
  readonly root = realpathSync(mkdtempSync(join(tmpdir(), 'spindle-workspace-')));

  constructor() {
    // Others than its owner may enter: PostgreSQL runs as a user of its own.
    chmodSync(this.root, 0o755);
    for (const name of readdirSync(workspaceFolder())) {
      if (!LEFT_OUT.has(name)) cpSync(join(workspaceFolder(), name), join(this.root, name), { recursive: true, preserveTimestamps: true, filter: (path) => !LEFT_OUT.has(basename(path)) });
    }
    symlinkSync(join(workspaceFolder(), 'node_modules'), join(this.root, 'node_modules'), 'dir');
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }

  read(path: string): string {
    return readFileSync(join(this.root, path), 'utf8');
  }

  /** Every file below a folder that is not generated from SDL, with its text. */
  contents(folder: string): Readonly<Record<string, string>> {
    const files = readdirSync(join(this.root, folder), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile() && !entry.name.endsWith('.generated.ts'));
    return Object.fromEntries(files.map(({ name, parentPath }) => [join(parentPath, name), readFileSync(join(parentPath, name), 'utf8')]));
  }

  /** Runs an installed program. */
  run(program: string, ...args: string[]): Promise<Ended> {
    return ended(this.#spawn(join(this.root, 'node_modules/.bin', program), args));
  }

  /** Runs a TypeScript program of the workspace. */
  runTypeScript(file: string, ...args: string[]): Promise<Ended> {
    return ended(this.start(file, {}, args));
  }

  /** Starts a TypeScript program of the workspace. */
  start(file: string, environment: NodeJS.ProcessEnv, args: readonly string[] = []): ChildProcess {
    return this.#spawn(process.execPath, ['--import', 'tsx', '--disable-warning=ExperimentalWarning', join(this.root, file), ...args], environment);
  }

  #spawn(program: string, args: readonly string[], environment: NodeJS.ProcessEnv = {}): ChildProcess {
    // A surrounding Nx tells its tasks which workspace they belong to: not this one.
    const inherited = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('NX_')));
    return spawn(program, args, { cwd: this.root, stdio: ['ignore', 'pipe', 'pipe'], env: { ...inherited, NX_DAEMON: 'false', TSX_TSCONFIG_PATH: join(this.root, 'tsconfig.base.json'), ...environment } });
  }
}

/** Collects what a program says. */
export function outputOf(child: ChildProcess): () => string {
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', (text: string) => { output += text; });
  return () => stripVTControlCharacters(output);
}

async function ended(child: ChildProcess): Promise<Ended> {
  const output = outputOf(child);
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, output: output() };
}
