import { LRUCache } from 'lru-cache';
import type { FieldClass, Logger, Viewer } from '@spindle/subgraph';
import { NOBODY } from '../credentials';
import { RATE_WINDOW_SECONDS } from '../rates/rate-limits';
import type { IdentityStore } from '../store';

/** A request that the gateway refused before any subgraph was asked. */
export interface Denial {
  readonly requestId: string;
  /** What was asked for: a registered operation's name, or ours for a route. */
  readonly operation: string | null;
  readonly fieldClasses?: readonly FieldClass[];
  /** Whose records the request named. */
  readonly patientIds?: readonly string[];
}

/** Of how many who are refused over and over it is remembered that a row was left. */
const REMEMBERED = 10_000;

/** Leaves a row of each refusal in the audit trail of `identity`, which is sealed as the subgraphs' are. */
export class Denials {
  readonly #told = new LRUCache<string, true>({ max: REMEMBERED, ttl: RATE_WINDOW_SECONDS * 1_000 });

  constructor(private readonly store: Pick<IdentityStore, 'service'>, private readonly logger: Logger) {}

  /** Somebody known may not have what was asked for. Resolves also when the row could not be written: the refusal stands, and the log says so. */
  async record(viewer: Viewer, { requestId, operation, fieldClasses = [], patientIds = [] }: Denial): Promise<void> {
    const session = this.store.service.session(viewer, { requestId, operation });
    session.trail.refused(fieldClasses, patientIds);
    await session.end().catch((cause: unknown) => this.logger.error('denial not recorded', { requestId, cause }));
  }

  /** Somebody known asks too often: one row for each minute of it, or a flood would fill the trail. */
  async recordLimited(viewer: Viewer, denial: Denial): Promise<void> {
    if (this.#isNew(`person ${viewer.practiceId} ${viewer.personId}`)) await this.record(viewer, denial);
  }

  /** Nobody known asks: one row a minute from each address, under the zero person and practice. The address is not kept. */
  async recordUnauthenticated(address: string, denial: Denial): Promise<void> {
    if (this.#isNew(`address ${address}`)) await this.record(NOBODY, denial);
  }

  #isNew(name: string): boolean {
    if (this.#told.has(name)) return false;
    this.#told.set(name, true);
    return true;
  }
}
