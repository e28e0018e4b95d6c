import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deriveKey, isGuessableSecret } from './derive-key';
import { keyRing } from './key-ring';
import { localSecret } from './local-secret';
import { weakSecrets } from './production-secrets';

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
    expect(deriveKey(secret, 'login attempts')).toEqual(deriveKey(secret, 'login attempts'));
    expect(deriveKey(secret, 'login attempts')).not.toEqual(deriveKey(secret, 'subgraph requests'));
    expect(deriveKey(secret, 'login attempts')).toHaveLength(32);
  });

  it.each([undefined, '', 'x'.repeat(31)])('is not made from %s', (short) => { expect(() => deriveKey(short, 'login attempts')).toThrow(/SPINDLE_SECRET/); });
});

it.each(['change-me-change-me-change-me-change-me', 'a'.repeat(64), 'MySecretMySecretMySecretMySecret1', 'abcabcabcabcabcabcabcabcabcabcabcabc'])('%s can be guessed', (secret) => {
  expect(isGuessableSecret(secret)).toBe(true);
});

describe('a ring of keys', () => {
  const secret = 'Zr8-qLw2Vn5_tXb7Kd0+mHs4Yc9&fJ1g';
  const other = 'Wd3=pRk6Bv9_sTx1Nf4+jGz7Qm2&hLc5';

  it('is the key of the installation where nothing else is said', () => {
    expect(keyRing('encryption', { secret })).toEqual([{ id: 'installation', key: deriveKey(secret, 'encryption') }]);
    expect(keyRing('encryption', { secret, environment: { SPINDLE_ENCRYPTION_KEYS: '' } })).toEqual(keyRing('encryption', { secret }));
  });

  it('has the keys that its variable lists, the newest first', () => {
    const environment = { SPINDLE_REQUEST_KEYS: `2026-b:${other}, installation` };
    expect(keyRing('subgraph requests', { secret, environment })).toEqual([{ id: '2026-b', key: deriveKey(other, 'subgraph requests') }, { id: 'installation', key: deriveKey(secret, 'subgraph requests') }]);
    expect(keyRing('encryption', { secret, environment })).toHaveLength(1);
  });

  it.each([`b:short`, other, `B:${other}`, `:${other}`, `a:${other},a:${secret}`, 'installation,installation'])('is not made from %s, and the refusal repeats no secret', (list) => {
    const make = () => keyRing('encryption', { secret, environment: { SPINDLE_ENCRYPTION_KEYS: list } });
    expect(make).toThrow(/SPINDLE_ENCRYPTION_KEYS/);
    expect(make).not.toThrow(new RegExp(other.slice(0, 6).replace('=', '=')));
  });
});

describe('secrets of production', () => {
  const good = 'Zr8-qLw2Vn5_tXb7Kd0+mHs4Yc9&fJ1g';

  it.each(['SPINDLE_SECRET', 'INTROSPECTION_TOKEN', 'METRICS_TOKEN'])('%s is looked at', (variable) => {
    expect(weakSecrets({ [variable]: good })).toEqual([]);
    expect(weakSecrets({ [variable]: 'short' })).toEqual([expect.stringMatching(new RegExp(`^${variable} is shorter`))]);
    expect(weakSecrets({ [variable]: 'change-me-change-me-change-me-change-me' })).toEqual([expect.stringMatching(new RegExp(`^${variable} is a placeholder`))]);
  });

  it.each(['SPINDLE_REQUEST_KEYS', 'SPINDLE_ENCRYPTION_KEYS'])('each key of %s is looked at', (variable) => {
    expect(weakSecrets({ [variable]: `a:${good},installation` })).toEqual([]);
    expect(weakSecrets({ [variable]: `a:${good},b:${'ab'.repeat(20)}` })).toEqual([expect.stringContaining(variable)]);
  });

  it('says nothing of what is absent', () => { expect(weakSecrets({})).toEqual([]); });
});
