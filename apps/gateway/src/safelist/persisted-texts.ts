import { LRUCache } from 'lru-cache';
import type { Safelist } from './safelist';

/** Texts that clients put under their hash, at most; each is no longer than a request's body. */
const KEPT_TEXTS = 1_000;
/** What the server puts before a hash. */
const PREFIX = 'apq:';

/** Where the server looks for the text behind a hash: among registered operations, then among what clients sent before. It checks a text against its hash before it puts it here. */
export interface PersistedTexts {
  get(key: string): Promise<string | undefined>;
  set(key: string, text: string): Promise<void>;
  delete(key: string): Promise<boolean>;
}

export function persistedTexts(safelist: Safelist): PersistedTexts {
  const sent = new LRUCache<string, string>({ max: KEPT_TEXTS });
  return {
    get: async (key) => safelist.byId(key.startsWith(PREFIX) ? key.slice(PREFIX.length) : key)?.body ?? sent.get(key),
    set: async (key, text) => void sent.set(key, text),
    delete: async (key) => sent.delete(key),
  };
}
