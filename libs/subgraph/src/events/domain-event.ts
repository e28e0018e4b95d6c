import type { Id } from '@spindle/kernel';
import type { EventPayloads } from './event-payloads';

export type EventType = keyof EventPayloads;

/**
 * A fact one subgraph tells another: written in the transaction that made it so, delivered at least once, in order
 * per aggregate, applied once. `sequence` counts from 1 without gaps per subscriber and aggregate. The payload holds
 * ids and facts; never names, numbers or notes.
 */
export interface DomainEvent<Type extends EventType = EventType> {
  readonly id: Id<'Event'>;
  readonly type: Type;
  readonly version: number;
  readonly practiceId: Id<'Practice'>;
  readonly source: string;
  readonly aggregateId: string;
  readonly sequence: number;
  readonly occurredAt: string;
  readonly payload: EventPayloads[Type];
}

/** What a subscriber answers to a delivery. `OUT_OF_ORDER`: an earlier event of the aggregate has not come yet. */
export type Receipt = 'APPLIED' | 'DUPLICATE' | 'OUT_OF_ORDER';
