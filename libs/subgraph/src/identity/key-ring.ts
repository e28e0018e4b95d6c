import { deriveKey, SECRET_LENGTH, type KeyUse } from './derive-key';

/** A key, and the name by which what it made says so. */
export interface NamedKey {
  readonly id: string;
  readonly key: Uint8Array;
}

/** The live keys of one use, the newest first: the first makes what is new, all of them check and open what is there. */
export type KeyRing = readonly [NamedKey, ...NamedKey[]];

/** Uses whose keys are rotated, and the variable that names their keys. */
export const KEY_VARIABLES = { 'subgraph requests': 'SPINDLE_REQUEST_KEYS', encryption: 'SPINDLE_ENCRYPTION_KEYS', 'audit heads': 'SPINDLE_AUDIT_KEYS' } as const satisfies Partial<Record<KeyUse, string>>;
export type RotatedUse = keyof typeof KEY_VARIABLES;

/** Stands in a list of keys for the one made from `SPINDLE_SECRET`, which is the only one where no list is given. */
const OF_THE_INSTALLATION = 'installation';
const NAME = /^[a-z0-9-]{1,32}$/;

/** Where the keys of an installation are told. */
export interface KeyPlace {
  /** `SPINDLE_SECRET`. */
  readonly secret: string | undefined;
  readonly environment?: Readonly<Record<string, string | undefined>>;
}

/**
 * The live keys of a use: `<name>:<secret>` pairs with commas between them, the newest first, as the use's variable
 * gives them; without it the key made from `SPINDLE_SECRET`, which the word `installation` stands for in a list.
 * Throws a `RangeError` that names the variable, never a secret.
 */
export function keyRing(use: RotatedUse, { secret, environment = {} }: KeyPlace): KeyRing {
  const variable = KEY_VARIABLES[use];
  const [first = OF_THE_INSTALLATION, ...rest] = (environment[variable] ?? '').split(',').map((entry) => entry.trim()).filter((entry) => entry !== '');
  const toKey = (entry: string): NamedKey => (entry === OF_THE_INSTALLATION ? { id: entry, key: deriveKey(secret, use) } : namedKey(entry, use));
  const ring: KeyRing = [toKey(first), ...rest.map(toKey)];
  if (new Set(ring.map(({ id }) => id)).size < ring.length) throw new RangeError(`${variable} gives two keys one name.`);
  return ring;
}

/** The secrets that a use's variable gives, for whoever checks that none can be guessed. */
export function secretsOf(use: RotatedUse, environment: Readonly<Record<string, string | undefined>>): string[] {
  return (environment[KEY_VARIABLES[use]] ?? '').split(',').map((entry) => entry.trim()).filter((entry) => entry !== '' && entry !== OF_THE_INSTALLATION).map((entry) => entry.slice(entry.indexOf(':') + 1));
}

/** A ring of one key. */
export function soleKey(key: Uint8Array, id = OF_THE_INSTALLATION): KeyRing {
  return [{ id, key }];
}

function namedKey(entry: string, use: RotatedUse): NamedKey {
  const [id = '', ...parts] = entry.split(':');
  const secret = parts.join(':');
  if (!NAME.test(id) || secret.length < SECRET_LENGTH) {
    throw new RangeError(`${KEY_VARIABLES[use]} is a list of name:secret with commas between them: names of small letters, digits and hyphens, secrets of at least ${SECRET_LENGTH} characters.`);
  }
  return { id, key: deriveKey(secret, use) };
}
