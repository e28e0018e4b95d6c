import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { secretFlaws } from './secret-rules';
import { readTreeFile, root, treePaths } from './workspace';

const SAMPLES = 'tools/tidy/src/tree/secrets.spec.ts';

/** What git keeps, or every file of the tree where there is no git. */
function keptPaths(): readonly string[] {
  try {
    return execFileSync('git', ['ls-files'], { cwd: root, encoding: 'utf8' }).trim().split('\n').filter((file) => existsSync(join(root, file)));
  } catch {
    return treePaths();
  }
}

it('holds no key material', () => {
  const files = keptPaths().filter((file) => file !== SAMPLES && file !== 'package-lock.json');
  expect(files.length).toBeGreaterThan(300);
  expect(files.map(readTreeFile).flatMap(secretFlaws)).toEqual([]);
});

describe('the rules', () => {
  it.each([
    ['a private key', '-----BEGIN EC PRIVATE KEY-----\nMHcCAQEE'],
    ['a private key', '-----BEGIN PRIVATE KEY-----'],
    ['a private JWK', '{"kty":"EC","crv":"P-256","d":"870MB6gfuTJ4HtUnUvYMyJpr5eUZNP4Bk43bVdj3eAE"}'],
    ['a signed token', 'eyJhbGciOiJIUzI1NiJ9eyJh.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9P'],
    ['an AWS access key', 'AKIAIOSFODNN7EXAMPLE'],
    ['a token of a code host', `ghp_${'a1B2'.repeat(9)}`],
    ['a password in an address', 'postgres://clinic:q8Zr2LwVn5tXb7Kd@db.example.org/spindle'],
    ['a secret set in a file', 'SPINDLE_SECRET=q8Zr2LwVn5tXb7Kd0mHs4Yc9fJ1gWd3pRk6B'],
  ])('catch %s', (name, text) => { expect(secretFlaws({ file: 'a', text })).toEqual([`a holds ${name}.`]); });

  it.each(['SPINDLE_SECRET: ${SPINDLE_SECRET:?Set SPINDLE_SECRET}', 'SPINDLE_SECRET=… npm start', 'postgres://nobody:nothing@127.0.0.1:1/spindle', '-----BEGIN PUBLIC KEY-----', 'openssl rand -base64 32'])('allow %s', (text) => {
    expect(secretFlaws({ file: 'a', text })).toEqual([]);
  });
});
