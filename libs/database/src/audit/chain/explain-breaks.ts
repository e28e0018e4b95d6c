import { chainHash, type ChainedEvent } from './chain';
import { damageAt, type Damage, type SealedEvent } from './damage';

/** A place that does not follow from the one before, and the two before it; null is the chain's start. */
export interface Break {
  readonly at: SealedEvent & { readonly event: ChainedEvent };
  readonly before: SealedEvent | null;
  readonly beforeThat: SealedEvent | null;
}

export interface BrokenChain {
  readonly start: Buffer;
  readonly breaks: readonly Break[];
  readonly last: SealedEvent | null;
  /** So many rows fell out of the middle with their places, and those behind were numbered anew. */
  readonly missing: number;
}

/**
 * Says of each break what was done. A place whose true predecessor is found among the neighbours of the breaks is whole
 * itself: it was moved, or something was slipped in before it. One that follows from nothing was altered.
 */
export function explainBreaks(chain: BrokenChain): Damage[] {
  const found = chain.breaks.map((each) => ({ each, kind: kindOf(each, chain) }));
  const inserted = found.flatMap(({ each, kind }) => (kind === 'BEHIND_AN_INSERTED' && each.before ? [each.before] : []));
  const unexplained = found.filter(({ each, kind }) => kind === 'UNEXPLAINED' && !inserted.some(({ position }) => position === each.at.position));
  return [
    ...inserted.map((place) => damageAt('INSERTED', place)),
    ...found.filter(({ kind }) => kind === 'MOVED').map(({ each }) => damageAt('REORDERED', each.at)),
    ...unexplained.map(({ each: { at } }, index): Damage => (index < chain.missing ? { kind: 'REMOVED', position: at.position, eventId: null } : damageAt('ALTERED', at))),
  ];
}

function kindOf(each: Break, chain: BrokenChain): 'WHOLE' | 'MOVED' | 'BEHIND_AN_INSERTED' | 'UNEXPLAINED' {
  const predecessor = predecessorOf(each, chain);
  if (predecessor === undefined) return fitsElsewhere(each, chain) ? 'MOVED' : 'UNEXPLAINED';
  if (predecessor !== null && breakAt(predecessor, chain)) return 'WHOLE';
  if (predecessor?.position !== each.beforeThat?.position) return 'MOVED';
  const before = each.before && breakAt(each.before, chain);
  return before && predecessorOf(before, chain) !== undefined ? 'MOVED' : 'BEHIND_AN_INSERTED';
}

/** The place this one was sealed behind: null is the chain's start, undefined none that is known. */
function predecessorOf({ at, beforeThat }: Break, { start, breaks, last }: BrokenChain): SealedEvent | null | undefined {
  const neighbours = [beforeThat, null, ...breaks.flatMap((one) => [one.before, one.at]), last];
  return neighbours.find((place) => chainHash(place?.hash ?? start, at.event).equals(at.hash));
}

function breakAt({ position }: SealedEvent, { breaks }: BrokenChain): Break | undefined {
  return breaks.find(({ at }) => at.position === position);
}

/** Two places exchanged their rows: each row follows from what is before the other. */
function fitsElsewhere({ at }: Break, { breaks, start }: BrokenChain): boolean {
  return breaks.some((other) => other.at !== at && chainHash(other.before?.hash ?? start, at.event).equals(other.at.hash));
}
