import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readTreeFile, root, treePaths } from './workspace';

const VALUES = 'tools/launch/canary/values.json';
const values = JSON.parse(readTreeFile(VALUES).text) as string[];

let folder: string;
beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'spindle-canary-')); });
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** What the end of a test run says of this folder. */
function report(): string {
  const program = `import('${join(root, 'tools/launch/canary/search.mjs')}').then(({ reportTraces }) => process.exitCode = reportTraces(process.argv[1]) ? 0 : 3)`;
  try {
    return execFileSync(process.execPath, ['-e', program, folder], { encoding: 'utf8' });
  } catch (error) {
    const { status, stdout } = error as { status: number; stdout: string };
    return `${status}: ${stdout}`;
  }
}

it('looks for values that the tests\' data have, each of them', () => {
  const texts = treePaths().filter((path) => path.endsWith('.ts')).map((path) => readTreeFile(path).text);
  expect(values.filter((value) => !texts.some((text) => text.includes(value)))).toEqual([]);
  expect(values.length).toBeGreaterThan(20);
});

it('turns red, with file and line, for one planted name', () => {
  writeFileSync(join(folder, 'one.log'), 'log nothing\n');
  expect(report()).toMatch(/^canary: 1 files, 12 bytes, \d+ values, 0 hits\n$/);
  writeFileSync(join(folder, 'two.log'), `log nothing\nlog {"name":"${values[0]}"}\n`);
  expect(report()).toMatch(/^3: canary: 2 files, \d+ bytes, \d+ values, 1 hits\n {2}two\.log:2 holds/);
});

it('hears what a process logs, answers and is asked for', () => {
  const program = `
    require('node:diagnostics_channel').channel('spindle:log').publish('{"event":"planted log"}');
    process.stderr.write('planted stderr');
    const server = require('node:http').createServer((request, response) => response.end('{"errors":[{"message":"planted error"}],"data":{"name":"of the record"}}')).listen(0, '127.0.0.1', () =>
      fetch('http://127.0.0.1:' + server.address().port + '/planted-address').then((answer) => answer.text()).then(() => server.close()));`;
  const { JEST_WORKER_ID: _worker, ...environment } = process.env;
  execFileSync(process.execPath, ['--require', join(root, 'tools/launch/canary/tap.cjs'), '-e', program], { env: { ...environment, NODE_OPTIONS: '', SPINDLE_TEST_TRACES: folder }, stdio: 'ignore' });
  const heard = readdirSync(folder).map((file) => readFileSync(join(folder, file), 'utf8')).join('');
  expect(heard.split('\n').sort()).toEqual(['', 'address /planted-address', 'error "message":"planted error"', 'log {"event":"planted log"}', 'stderr planted stderr']);
});
