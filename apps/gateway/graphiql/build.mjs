// Bundles GraphiQL with its workers into dist/graphiql: nothing of it comes from elsewhere at run time.
// Does nothing when the bundle was made from the same sources and packages.
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const here = fileURLToPath(new URL('.', import.meta.url));
const root = join(here, '../../..');
const out = join(root, 'dist/graphiql');
const stamp = join(out, 'made-from');

const sources = ['build.mjs', 'page.jsx', 'index.html', 'day-sheet.graphql'].map((file) => readFileSync(join(here, file)));
const packages = ['graphiql', '@graphiql/react', 'monaco-editor', 'monaco-graphql', 'react-dom'].map((name) => readFileSync(join(root, 'node_modules', name, 'package.json')));
const madeFrom = [...sources, ...packages].reduce((hash, part) => hash.update(part), createHash('sha256')).digest('hex');

if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== madeFrom) {
  rmSync(out, { recursive: true, force: true });
  mkdirSync(out, { recursive: true });
  const common = { bundle: true, minify: true, target: 'es2022', outdir: out, absWorkingDir: root, logLevel: 'error', define: { 'process.env.NODE_ENV': '"production"' }, loader: { '.ttf': 'file', '.graphql': 'text' } };
  await build({ ...common, format: 'esm', jsx: 'automatic', entryPoints: { page: join(here, 'page.jsx') } });
  await build({
    ...common, format: 'iife',
    entryPoints: {
      'editor.worker': 'monaco-editor/esm/vs/editor/editor.worker.js',
      'json.worker': 'monaco-editor/esm/vs/language/json/json.worker.js',
      'graphql.worker': 'monaco-graphql/esm/graphql.worker.js',
    },
  });
  copyFileSync(join(here, 'index.html'), join(out, 'index.html'));
  writeFileSync(stamp, madeFrom);
}
