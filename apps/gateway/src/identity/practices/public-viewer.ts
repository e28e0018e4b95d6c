import { LRUCache } from 'lru-cache';
import type { Id } from '@spindle/kernel';
import type { Viewer } from '@spindle/subgraph';
import type { Worker } from '../store';
import { findPractice, type Practice, type PracticeName } from './practice.repository';

/** Whoever opens a practice's own web page: the same nobody for all. */
const VISITOR = '00000000-0000-0000-0000-000000000000' as Id<'Person'>;

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
    return known.practice && { personId: VISITOR, practiceId: known.practice.id, roles: ['PUBLIC'], siteIds: null };
  }
}
