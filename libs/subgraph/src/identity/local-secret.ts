import { randomBytes, randomUUID } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The secret of an installation on one machine: `SPINDLE_SECRET` when set, else the one kept in `<dataFolder>/secret`,
 * made (32 random bytes) at first use and readable by its owner only.
 */
export function localSecret(dataFolder: string, environment: NodeJS.ProcessEnv = process.env): string {
  const given = environment['SPINDLE_SECRET'];
  if (given) return given;
  const file = join(dataFolder, 'secret');
  if (!existsSync(file)) makeSecret(dataFolder, file);
  return readFileSync(file, 'utf8').trim();
}

/** Written aside and then linked: whoever starts at the same time reads a whole secret, and the same one. */
function makeSecret(dataFolder: string, file: string): void {
  mkdirSync(dataFolder, { recursive: true });
  const draft = join(dataFolder, `secret-${randomUUID()}`);
  writeFileSync(draft, randomBytes(32).toString('base64url'), { flag: 'wx', mode: 0o600 });
  try {
    linkSync(draft, file);
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'EEXIST') throw cause;
  } finally {
    rmSync(draft);
  }
}
