// What the README's commands share. Plain JavaScript: it runs before anything is installed, on Node 20 and later.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = join(dirname(fileURLToPath(import.meta.url)), '../..');

const bin = join(root, 'node_modules/.bin');

/** The environment of the project's own programs: its Node first on the path, no daemon, one list of path aliases. */
export function environment() {
  const path = Object.keys(process.env).find((name) => name.toUpperCase() === 'PATH') ?? 'PATH';
  return { ...process.env, [path]: `${bin}${delimiter}${process.env[path]}`, NX_DAEMON: 'false', TSX_TSCONFIG_PATH: join(root, 'tsconfig.base.json') };
}

/** The project's own Node where a package of it exists for this machine, else the one that runs this. */
function ownNode() {
  const own = join(bin, process.platform === 'win32' ? 'node.cmd' : 'node');
  return existsSync(own) && process.platform !== 'win32' ? own : process.execPath;
}

/** Runs a program with this terminal; resolves with its exit code. This process passes signals on and waits for its end. */
export function run(command, args, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: root, stdio: 'inherit', env: environment(), shell: process.platform === 'win32', ...options });
    const forward = (signal) => child.kill(signal);
    // In a terminal Ctrl-C reaches the child by itself.
    const interrupt = process.stdin.isTTY ? () => {} : forward;
    process.on('SIGTERM', forward).on('SIGHUP', forward).on('SIGINT', interrupt);
    child.once('error', (error) => { process.stderr.write(`${command} cannot be run: ${error.message}\n`); resolve(1); });
    child.once('exit', (code, signal) => {
      process.off('SIGTERM', forward).off('SIGHUP', forward).off('SIGINT', interrupt);
      resolve(signal ? 1 : code);
    });
  });
}

/** Runs a TypeScript program of the project. */
export function runTypeScript(file, args = [], options = {}) {
  return run(ownNode(), ['--import', 'tsx', '--disable-warning=ExperimentalWarning', join(root, file), ...args], options);
}

/** Runs an installed program of the project, such as nx or jest. */
export function runInstalled(program, args, options = {}) {
  return run(join(bin, program), args, options);
}

export function fail(sentence) {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}

function mtime(file) {
  return existsSync(join(root, file)) ? statSync(join(root, file)).mtimeMs : 0;
}

function readPackages(file) {
  return existsSync(join(root, file)) ? JSON.parse(readFileSync(join(root, file), 'utf8')).packages : {};
}

/** Whether each package of the lock file is there in its version; those of other machines' kinds are optional. */
function isInstalled() {
  const installed = readPackages('node_modules/.package-lock.json');
  return Object.entries(readPackages('package-lock.json')).every(([path, { version, optional, devOptional }]) => path === '' || optional || devOptional || installed[path]?.version === version);
}

/** Installs the packages of the lock file when some are missing or of another version. */
export async function ensureInstalled() {
  if (Number(process.versions.node.split('.')[0]) < 20) fail(`Spindle needs Node 20 or later; this is ${process.versions.node}.`);
  if (isInstalled()) return;
  process.stdout.write('Installing packages. The first time takes a few minutes.\n');
  const began = Date.now();
  const heartbeat = setInterval(() => process.stdout.write(`  ${Math.round((Date.now() - began) / 1000)} s …\n`), 15_000);
  const code = await run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error']);
  clearInterval(heartbeat);
  if (code !== 0) fail('The packages could not be installed; npm says why above.');
}

/** The libraries of the subgraphs. */
const GENERATED_IN = JSON.parse(readFileSync(join(root, 'libs/supergraph/subgraphs.json'), 'utf8')).map(({ name }) => name);

/** Files from which code is generated: SDL, the mappers it is typed by, the generator's configuration. */
function newestSource(folder) {
  return Math.max(0, ...readdirSync(join(root, folder), { recursive: true }).map(String)
    .filter((file) => file.endsWith('.graphql') || file.endsWith('.mappers.ts') || file === 'codegen.ts')
    .map((file) => mtime(join(folder, file))));
}

/** Generates the TypeScript of the subgraphs' SDL where it is missing or older than its sources. */
export async function ensureGenerated() {
  const shared = Math.max(mtime('libs/subgraph/src/shared.graphql'), newestSource('tools/codegen'), mtime('tools/codegen/subgraph.ts'));
  const isStale = GENERATED_IN.some((library) => mtime(`libs/${library}/src/resolvers.generated.ts`) < Math.max(shared, newestSource(`libs/${library}`)));
  if (!isStale) return;
  process.stdout.write('Generating code from the schema.\n');
  const code = await runInstalled('nx', ['run-many', '-t', 'codegen', '--output-style=static'], { stdio: ['ignore', 'ignore', 'inherit'] });
  if (code !== 0) fail('Code could not be generated from the schema. See: npx nx run-many -t codegen');
}
