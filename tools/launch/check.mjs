// npm run check: everything that CI runs. Ends at the first step that fails and names it.
import { spawnSync } from 'node:child_process';
import { ensureGenerated, ensureInstalled, environment, root, run, runInstalled, runTypeScript } from './workspace.mjs';

const nx = (...args) => runInstalled('nx', [...args, '--output-style=static']);

const steps = [
  ['Generated code and the committed resolvers agree', () => nx('run-many', '-t', 'codegen')],
  ['Supergraph is what the subgraphs compose to', () => runTypeScript('tools/supergraph/src/main.ts', ['compose', '--check'])],
  ['Registered operations are what the documents give', () => runTypeScript('tools/supergraph/src/main.ts', ['operations', '--check'])],
  ['Types', () => nx('run-many', '-t', 'typecheck', '--parallel=2')],
  ['Lint', () => nx('run-many', '-t', 'lint', '--parallel=2')],
  ['Tests, as the README says: npm test', () => run('npm', ['test'])],
  ['Tree is clean', async () => treeIsClean()],
];

function treeIsClean() {
  const { stdout, status } = spawnSync('git', ['status', '--porcelain'], { cwd: root, env: environment(), encoding: 'utf8' });
  process.stdout.write(stdout);
  return status === 0 && (stdout === '' || !process.env.CI) ? 0 : 1;
}

await ensureInstalled();
await ensureGenerated();
for (const [name, step] of steps) {
  const began = Date.now();
  process.stdout.write(`\n■ ${name}\n`);
  const code = await step();
  process.stdout.write(`  ${code === 0 ? 'ok' : 'FAILED'}, ${Math.round((Date.now() - began) / 1000)} s\n`);
  if (code !== 0) process.exit(1);
}
process.stdout.write('\nAll checks passed.\n');
