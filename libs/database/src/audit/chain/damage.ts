import type { ChainedEvent } from './chain';

/** What was done to a chain. `REWRITTEN`: its hashes follow from one another and are not those that were signed. */
export type DamageKind = 'ALTERED' | 'REMOVED' | 'INSERTED' | 'REORDERED' | 'CUT' | 'REWRITTEN' | 'HEAD_FORGED';

export interface Damage {
  readonly kind: DamageKind;
  /** The place in the chain; null for a row that has none. */
  readonly position: number | null;
  /** The damaged row; null where only its place is known. */
  readonly eventId: string | null;
}

/** One place of the chain; `event` null where the row is gone. */
export interface SealedEvent {
  readonly position: number;
  readonly eventId: string;
  readonly hash: Buffer;
  readonly event: ChainedEvent | null;
}

export function damageAt(kind: DamageKind, { position, eventId }: Pick<SealedEvent, 'position' | 'eventId'>): Damage {
  return { kind, position, eventId };
}
