import { execFile } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** The user as which PostgreSQL runs. Null: the user who runs this process. */
export type ServerAccount = { readonly uid: number; readonly gid: number } | null;

/** PostgreSQL refuses to run as root: root starts it as the user `postgres`, which is made where it is missing. */
export async function serverAccount(): Promise<ServerAccount> {
  if (process.getuid?.() !== 0) return null;
  const known = await idsOf('postgres');
  if (known) return known;
  await run('useradd', ['--system', '--user-group', '--no-create-home', 'postgres']).catch((cause: unknown) => {
    throw new Error('PostgreSQL cannot run as root, and the user `postgres` could not be made. Run as an ordinary user, or set DATABASE_URL to a server of your own.', { cause });
  });
  return idsOf('postgres');
}

async function idsOf(user: string): Promise<ServerAccount> {
  try {
    const [uid, gid] = await Promise.all(['-u', '-g'].map(async (flag) => Number((await run('id', [flag, user])).stdout)));
    return uid === undefined || gid === undefined ? null : { uid, gid };
  } catch {
    return null;
  }
}

/** Throws a sentence when the account cannot reach a folder because one above it is closed to it. */
export async function requireReachable(folder: string, account: ServerAccount): Promise<void> {
  if (!account) return;
  for (let place = resolve(folder); ; place = dirname(place)) {
    const { mode, uid, gid } = await stat(place);
    const enter = uid === account.uid ? 0o100 : gid === account.gid ? 0o010 : 0o001;
    if ((mode & enter) === 0) {
      throw new Error(`PostgreSQL cannot run as root, and its user \`postgres\` cannot enter ${place}. Move the checkout to a folder that everybody can enter (such as /srv), run as an ordinary user, or set DATABASE_URL to a server of your own.`);
    }
    if (place === dirname(place)) return;
  }
}
