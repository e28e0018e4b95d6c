import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { workspaceFolder } from '@spindle/supergraph';
import { describe, plan, type Plan } from './command';
import { Refused } from './nouns';

// npm run generate: makes a subgraph or a feature that works as it is, for its developer to give it its own words.

function run(program: string, args: readonly string[], root: string): void {
  const { status } = spawnSync(program, args, {
    cwd: root, stdio: ['ignore', 'ignore', 'inherit'], shell: process.platform === 'win32' && program !== process.execPath,
    env: { ...process.env, TSX_TSCONFIG_PATH: join(root, 'tsconfig.base.json') },
  });
  if (status !== 0) throw new Error(`The files are written, but ${[program, ...args].join(' ')} failed: see above.`);
}

/** Generates the code of the new schema and composes it into the supergraph, so that `npm start` serves it. */
function bringUp({ changes: { root }, subgraph }: Plan): void {
  run(join(root, 'node_modules/.bin/graphql-codegen'), ['--config', `libs/${subgraph}/codegen.ts`], root);
  run(process.execPath, ['--import', 'tsx', join(root, 'tools/supergraph/src/main.ts'), 'compose'], root);
}

function generate(words: readonly string[]): void {
  const planned = plan(workspaceFolder(), words, new Date());
  if (planned.isDryRun) {
    process.stdout.write(`${describe(planned)}\nNothing is written: this was a dry run.\n`);
    return;
  }
  planned.changes.write();
  process.stdout.write(`${describe(planned)}\n`);
  bringUp(planned);
  process.stdout.write(`Code is generated and the supergraph composed. Try: npm start, and npx nx test ${planned.subgraph}\n`);
}

try {
  generate(process.argv.slice(2));
} catch (cause) {
  process.stderr.write(`${cause instanceof Error ? cause.message : String(cause)}\n`);
  process.exitCode = cause instanceof Refused ? 2 : 1;
}
