// Bundles applications: node tools/build.mjs [name …] makes dist/<name>/main.mjs; without a name, all of them.
// Packages stay outside the bundle: they come from node_modules, as locked.
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const subgraphs = JSON.parse(readFileSync(join(root, 'libs/supergraph/subgraphs.json'), 'utf8')).map(({ name }) => name);
const APPLICATIONS = [...subgraphs, 'gateway', 'clinic'];

/** Programs beside an application's main one. */
const ENTRIES = { clinic: ['main', 'migrate', 'keys', 'practice'] };

const names = process.argv.slice(2);
const unknown = names.find((name) => !APPLICATIONS.includes(name.replace(/^app-/, '')));
if (unknown !== undefined) {
  process.stderr.write(`There is no application ${unknown}; there are ${APPLICATIONS.join(', ')}.\n`);
  process.exit(2);
}

for (const name of names.length > 0 ? names : APPLICATIONS) {
  const application = name.replace(/^app-/, '');
  const entries = (ENTRIES[application] ?? ['main']).map((entry) => `apps/${application}/src/${entry}.ts`).filter((entry) => existsSync(join(root, entry)));
  await build({
    absWorkingDir: root, entryPoints: entries, outdir: `dist/${name}`, outExtension: { '.js': '.mjs' },
    bundle: true, platform: 'node', target: 'node24', format: 'esm', sourcemap: true, keepNames: true,
    tsconfig: 'tsconfig.base.json', packages: 'external', logLevel: 'warning',
  });
  process.stdout.write(`dist/${name}\n`);
}
