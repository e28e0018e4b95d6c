import { createHmac, randomBytes, randomUUID } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { keyRing, type KeyRing } from '@spindle/subgraph';
import type { DatabasePlace } from '../data-source';
import { joined, openBytes, sealBytes, type DataKey } from './seal';

/** A practice's data key as it is stored: sealed under a key-encryption key, whose name it says. */
export interface WrappedDataKey {
  readonly id: string;
  readonly practiceId: string;
  /** Name of the key-encryption key. */
  readonly wrappedBy: string;
  readonly wrapped: Uint8Array;
}

const HALF_BYTES = 32;

/** How many practices' keys stay open in this process. */
const OPEN_KEYS = 1_000;

/** A data key was sealed under a key that this process was not given. */
export class KeyMissing extends Error {
  override readonly name = 'KeyMissing';
}

/** Makes data keys and opens them, with the key-encryption keys of the installation. */
export class DataKeys {
  readonly #ring: KeyRing;
  readonly #opened = new LRUCache<string, DataKey>({ max: OPEN_KEYS });

  constructor(ring: KeyRing) {
    this.#ring = ring;
  }

  /** Name of the key-encryption key under which new data keys are sealed. */
  get newest(): string {
    return this.#ring[0].id;
  }

  /** Names of all key-encryption keys at hand. */
  get names(): string[] {
    return this.#ring.map(({ id }) => id);
  }

  /** Keyed hashes of a text (HMAC-SHA-256, hex), one under each key at hand, the newest first. */
  fingerprints(text: string): [string, ...string[]] {
    const [newest, ...older] = this.#ring.map(({ key }) => createHmac('sha256', createHmac('sha256', key).update('idempotent input').digest()).update(text).digest('hex'));
    return [newest ?? '', ...older];
  }

  /** A new data key of a practice of a schema, sealed under the newest key-encryption key. */
  make(schema: string, practiceId: string): WrappedDataKey {
    const id = randomUUID();
    const [{ id: wrappedBy, key }] = this.#ring;
    return { id, practiceId, wrappedBy, wrapped: sealBytes(key, addressOf(schema, { practiceId, id }), randomBytes(2 * HALF_BYTES)) };
  }

  /** Throws `KeyMissing` when its key-encryption key is not at hand, `SealBroken` when it is not this key at this place. */
  open(schema: string, stored: WrappedDataKey): DataKey {
    const name = `${schema} ${stored.practiceId} ${stored.id}`;
    const known = this.#opened.get(name);
    if (known) return known;
    const keyEncryptionKey = this.#ring.find(({ id }) => id === stored.wrappedBy);
    if (!keyEncryptionKey) throw new KeyMissing(`The key-encryption key "${stored.wrappedBy}" is not among SPINDLE_ENCRYPTION_KEYS.`);
    const bytes = openBytes(keyEncryptionKey.key, addressOf(schema, stored), stored.wrapped);
    const opened: DataKey = { id: stored.id, encryption: bytes.subarray(0, HALF_BYTES), index: bytes.subarray(HALF_BYTES) };
    this.#opened.set(name, opened);
    return opened;
  }
}

/** The key-encryption keys of a place; where none are told, the one made from its secret. */
export function dataKeysOf({ secret, encryptionKeys }: Pick<DatabasePlace, 'secret' | 'encryptionKeys'>): DataKeys {
  return new DataKeys(encryptionKeys ?? keyRing('encryption', { secret }));
}

function addressOf(schema: string, { practiceId, id }: Pick<WrappedDataKey, 'practiceId' | 'id'>): string {
  return joined([practiceId, `${schema}.data_key`, 'wrapped', id]);
}
