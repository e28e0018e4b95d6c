import { newId } from '@spindle/database';
import type { DomainEvent, EventPayloads, EventType, Receipt } from '@spindle/subgraph';
import type { SchedulingClinic } from './scheduling-clinic';

/** What the other subgraphs would tell scheduling: events in the order of their aggregates. */
export class ToldEvents {
  readonly #clinic: SchedulingClinic;
  readonly #sequences = new Map<string, number>();

  constructor(clinic: SchedulingClinic) {
    this.#clinic = clinic;
  }

  /** The next event of the aggregate. It happened at the clinic's present unless told otherwise. */
  make<Type extends EventType>(type: Type, aggregateId: string, payload: EventPayloads[Type]): DomainEvent<Type> {
    const sequence = (this.#sequences.get(aggregateId) ?? 0) + 1;
    this.#sequences.set(aggregateId, sequence);
    return { id: newId(), type, version: 1, practiceId: this.#clinic.practice, source: 'elsewhere', aggregateId, sequence, occurredAt: this.#clinic.now.toISOString(), payload };
  }

  /** Puts events into the inbox, each twice, as a delivery at least once may. */
  async deliver(...events: readonly DomainEvent[]): Promise<void> {
    for (const event of events) {
      const receipts: Receipt[] = [await this.#clinic.subgraph.receive(event), await this.#clinic.subgraph.receive(event)];
      if (receipts.join() !== 'APPLIED,DUPLICATE') throw new Error(`${event.type} was received as ${receipts.join(' and ')}.`);
    }
  }

  async tell<Type extends EventType>(type: Type, aggregateId: string, payload: EventPayloads[Type]): Promise<void> {
    await this.deliver(this.make(type, aggregateId, payload));
  }
}
