import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, chown, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import type { Binaries } from './binaries';
import { requireReachable, type ServerAccount } from './server-account';

const run = promisify(execFile);

/** The major version of the PostgreSQL that comes with the product. */
export const POSTGRESQL_MAJOR = 18;

export interface DataFolderOptions {
  readonly folder: string;
  readonly password: string;
  readonly durable: boolean;
  readonly binaries: Binaries;
  readonly account: ServerAccount;
}

/** Whether a folder holds a database cluster of our version. Throws a sentence when it is of another version. */
export async function holdsCluster(folder: string): Promise<boolean> {
  const version = (await readFile(join(folder, 'PG_VERSION'), 'utf8').catch(() => '')).trim();
  if (version === '') return false;
  if (Number(version) !== POSTGRESQL_MAJOR) {
    throw new Error(`The database in ${folder} was made by PostgreSQL ${version}, and this is PostgreSQL ${POSTGRESQL_MAJOR}. Dump it with version ${version} and load it again, or start afresh with npm run reset.`);
  }
  return true;
}

/** Makes a database cluster. It is made beside its place and moved there when complete, so that a kill leaves none. */
export async function createCluster({ folder, password, durable, binaries, account }: DataFolderOptions): Promise<void> {
  const draft = `${folder}.new`;
  const passwordFile = `${folder}.password`;
  await rm(draft, { recursive: true, force: true });
  await mkdir(draft, { recursive: true, mode: 0o700 });
  await writeFile(passwordFile, `${password}\n`, { mode: 0o600 });
  try {
    if (account) await Promise.all([draft, passwordFile].map((path) => chown(path, account.uid, account.gid)));
    await run(binaries.initdb, [
      `--pgdata=${draft}`, `--pwfile=${passwordFile}`, '--username=postgres', '--auth=scram-sha-256', '--encoding=UTF8', '--locale=C.UTF-8', ...(durable ? [] : ['--no-sync']),
    ], { ...account, cwd: dirname(folder), env: { ...process.env, LC_ALL: 'C.UTF-8' } });
    await rm(folder, { recursive: true, force: true });
    await rename(draft, folder);
  } catch (cause) {
    const { stderr } = cause as { stderr?: string };
    throw new Error(`PostgreSQL could not make its data folder ${folder}: ${(stderr ?? String(cause)).trim().split('\n').at(-1)}`, { cause });
  } finally {
    await rm(passwordFile, { force: true });
  }
}

/** Makes the folder that holds the data folder, and sees that the server's user can get there. */
export async function prepareParent(folder: string, account: ServerAccount): Promise<void> {
  const parent = dirname(folder);
  const isNew = !existsSync(parent);
  await mkdir(parent, { recursive: true });
  if (isNew && account) await chmod(parent, 0o755);
  await requireReachable(parent, account);
}
