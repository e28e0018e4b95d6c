import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { root } from '../tree/workspace';
import type { Finding, Sample } from './finding';

const LIMIT_BYTES = 64 * 1024 * 1024;

export interface LintOptions {
  readonly withoutExceptions?: boolean;
  readonly withoutCycles?: boolean;
}

/** What the project's lint says about these texts, all in one run. Throws when the run fails or a rule did not run. */
export function lint(samples: readonly Sample[], { withoutExceptions = false, withoutCycles = false }: LintOptions = {}): readonly Finding[] {
  const program = join(root, 'tools/tidy/src/lint/lint-process.ts');
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', 'tsx', program], {
    cwd: root, encoding: 'utf8', maxBuffer: LIMIT_BYTES, input: JSON.stringify({ samples, withoutExceptions, withoutCycles }),
    env: { ...process.env, NX_DAEMON: 'false', TSX_TSCONFIG_PATH: join(root, 'tsconfig.base.json') },
  });
  if (status !== 0 || stdout.includes('The rule will be skipped')) throw new Error(`The lint did not run: ${stderr}${stdout.slice(0, 2_000)}`);
  return JSON.parse(stdout.slice(stdout.lastIndexOf('\n[') + 1)) as Finding[];
}
