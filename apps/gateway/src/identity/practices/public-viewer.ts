import { LRUCache } from 'lru-cache';
import type { Viewer } from '@spindle/subgraph';
import { NOBODY } from '../credentials';
import type { Worker } from '../store';
import { findPractice, type Practice, type PracticeName } from './practice.repository';

const REMEMBERED = 1_000;
const REMEMBERED_MS = 30_000;

/** Finds for which practice a visitor without a login asks. Null when no practice has that name. */
export class PublicViewers {
  readonly #known = new LRUCache<string, { readonly practice: Practice | null }>({ max: REMEMBERED, ttl: REMEMBERED_MS });

  constructor(private readonly worker: Worker) {}

  async find(name: PracticeName): Promise<Viewer | null> {
    const key = JSON.stringify(name);
    const known = this.#known.get(key) ?? { practice: await findPractice(this.worker, name) };
    this.#known.set(key, known);
    return known.practice && { personId: NOBODY.personId, practiceId: known.practice.id, roles: ['PUBLIC'], siteIds: null };
  }
}
