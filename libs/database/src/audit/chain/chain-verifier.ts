import { chainHash, type ChainHead } from './chain';
import { damageAt, type Damage, type SealedEvent } from './damage';
import { explainBreaks, type Break } from './explain-breaks';

/** Breaks that are kept to be compared with one another; beyond it each is told as altered. */
const COMPARED_BREAKS = 200;

/**
 * Reads one practice's chain in the order of its places and says what was done to it. Holds two places and the breaks,
 * whatever the chain's length.
 */
export class ChainVerifier {
  readonly #start: Buffer;
  readonly #anchors: ReadonlyMap<number, Buffer>;
  readonly #damages: Damage[] = [];
  readonly #breaks: Break[] = [];
  #last: SealedEvent | null = null;
  #beforeLast: SealedEvent | null = null;
  #firstLostAnchor: number | null = null;

  /** `anchors` are heads of this chain that were kept elsewhere, with signatures that hold. */
  constructor(start: Buffer, anchors: readonly ChainHead[]) {
    this.#start = start;
    this.#anchors = new Map(anchors.map(({ position, hash }) => [position, Buffer.from(hash)]));
  }

  next(sealed: SealedEvent): void {
    const expected = (this.#last?.position ?? 0) + 1;
    for (let position = expected; position < sealed.position; position++) this.#damages.push({ kind: 'REMOVED', position, eventId: null });
    const { event } = sealed;
    if (event === null) this.#damages.push(damageAt('REMOVED', sealed));
    else if (sealed.position === expected && !chainHash(this.#last?.hash ?? this.#start, event).equals(sealed.hash)) {
      if (this.#breaks.length < COMPARED_BREAKS) this.#breaks.push({ at: { ...sealed, event }, before: this.#last, beforeThat: this.#beforeLast });
      else this.#damages.push(damageAt('ALTERED', sealed));
    }
    const anchored = this.#anchors.get(sealed.position);
    if (anchored && !anchored.equals(sealed.hash)) this.#firstLostAnchor ??= sealed.position;
    this.#beforeLast = this.#last;
    this.#last = sealed;
  }

  /** What was found, given the head as it stands (null: there is none) and whether its signature holds. */
  end(head: ChainHead | null, isSigned: boolean): readonly Damage[] {
    const length = this.#last?.position ?? 0;
    if (head && !isSigned) this.#damages.push({ kind: 'HEAD_FORGED', position: head.position, eventId: null });
    const endsInHead = head !== null && this.#last !== null && this.#last.hash.equals(Buffer.from(head.hash));
    const missing = endsInHead ? Math.max(0, head.position - length) : 0;
    this.#damages.push(...explainBreaks({ start: this.#start, breaks: this.#breaks, last: this.#last, missing }));
    const reached = Math.max(head?.position ?? 0, ...this.#anchors.keys());
    if (missing === 0 && reached > length) this.#damages.push({ kind: 'CUT', position: length + 1, eventId: null });
    if (this.#damages.length === 0) this.#damages.push(...this.#unsigned(head, endsInHead));
    return this.#damages;
  }

  /** Nothing is wrong within the chain: then its end and its anchored places must be those that were signed. */
  #unsigned(head: ChainHead | null, endsInHead: boolean): Damage[] {
    if (this.#firstLostAnchor !== null) return [{ kind: 'REWRITTEN', position: this.#firstLostAnchor, eventId: null }];
    if (!this.#last || endsInHead) return [];
    return [damageAt(this.#last.position > (head?.position ?? 0) ? 'INSERTED' : 'REWRITTEN', this.#last)];
  }
}
