import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The secret of an installation on one machine: `SPINDLE_SECRET` when set, else the one kept in `<dataFolder>/secret`,
 * made (32 random bytes) at first use and readable by its owner only.
 */
export function localSecret(dataFolder: string, environment: NodeJS.ProcessEnv = process.env): string {
  const given = environment['SPINDLE_SECRET'];
  if (given) return given;
  const file = join(dataFolder, 'secret');
  mkdirSync(dataFolder, { recursive: true });
  try {
    writeFileSync(file, randomBytes(32).toString('base64url'), { flag: 'wx', mode: 0o600 });
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'EEXIST') throw cause;
  }
  return readFileSync(file, 'utf8').trim();
}
