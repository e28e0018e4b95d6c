import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { subgraphs } from '@spindle/supergraph';
import { root } from '../tree/workspace';

const environment = { PATH: process.env['PATH'] };
const run = (cwd: string, args: readonly string[]) => spawnSync(process.execPath, args, { cwd, encoding: 'utf8', env: environment });

describe('the bundles', () => {
  const names = [...subgraphs.map(({ name }) => name), 'gateway'];
  beforeAll(() => { expect(run(root, ['tools/build.mjs', ...names])).toMatchObject({ status: 0, stderr: '' }); });

  it.each(names)('of %s starts as far as its settings, wherever it is called from', (name) => {
    const elsewhere = mkdtempSync(join(tmpdir(), 'spindle-bundle-'));
    const { status, stdout, stderr } = run(elsewhere, [join(root, 'dist', name, 'main.mjs')]);
    rmSync(elsewhere, { recursive: true });
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toMatch(/^[^\n]*SPINDLE_SECRET[^\n]*\n$/);
  });

  it('of an unknown application is refused in one line', () => {
    expect(run(root, ['tools/build.mjs', 'pharmacy'])).toMatchObject({ status: 2, stderr: `There is no application pharmacy; there are ${[...names, 'clinic'].join(', ')}.\n` });
  });
});
