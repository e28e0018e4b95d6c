import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deriveKey, isGuessableSecret } from './derive-key';
import { localSecret } from './local-secret';

const temporary = mkdtempSync(join(tmpdir(), 'spindle-secret-'));
afterAll(() => rmSync(temporary, { recursive: true }));

const folder = (): string => join(mkdtempSync(join(temporary, 'case-')), '.data');

describe('the local secret', () => {
  it('is made once, long and random, for its owner only', () => {
    const data = folder();
    const secret = localSecret(data, {});
    expect(secret).toMatch(/^[\w-]{43}$/);
    expect(localSecret(data, {})).toBe(secret);
    expect(localSecret(folder(), {})).not.toBe(secret);
    expect(readdirSync(data)).toEqual(['secret']);
    expect(statSync(join(data, 'secret')).mode & 0o077).toBe(0);
    expect(isGuessableSecret(secret)).toBe(false);
  });

  it('gives way to SPINDLE_SECRET', () => {
    expect(localSecret('/nowhere', { SPINDLE_SECRET: 'given' })).toBe('given');
  });
});

describe('a derived key', () => {
  const secret = 'k'.repeat(20) + 'mixed with 0123456789';

  it('is the same for the same use, and another for another', () => {
    expect(deriveKey(secret, 'demo tokens')).toEqual(deriveKey(secret, 'demo tokens'));
    expect(deriveKey(secret, 'demo tokens')).not.toEqual(deriveKey(secret, 'subgraph requests'));
    expect(deriveKey(secret, 'demo tokens')).toHaveLength(32);
  });

  it.each([undefined, '', 'x'.repeat(31)])('is not made from %s', (short) => { expect(() => deriveKey(short, 'demo tokens')).toThrow(/SPINDLE_SECRET/); });
});

it.each(['change-me-change-me-change-me-change-me', 'a'.repeat(64), 'MySecretMySecretMySecretMySecret1', 'abcabcabcabcabcabcabcabcabcabcabcabc'])('%s can be guessed', (secret) => {
  expect(isGuessableSecret(secret)).toBe(true);
});
