import DataLoader from 'dataloader';
import type { Id } from '@spindle/kernel';
import type { PracticeSession } from '@spindle/database';
import type { AdverseEvent } from './adverse-event';
import { AdverseEventRepository } from './adverse-event.repository';
import type { RecordedEvent } from './adverse-event.service';

/** Adverse events of encounters, one statement per batch. */
export class AdverseEventLoader {
  readonly ofEncounter: DataLoader<Id<'Encounter'>, readonly AdverseEvent[]>;

  constructor(session: PracticeSession) {
    const events = new AdverseEventRepository(session, session.viewer.practiceId);
    this.ofEncounter = new DataLoader(async (ids) => {
      const found = await events.ofEncounters(ids);
      return ids.map((id) => found.get(id) ?? []);
    });
  }

  /** Reads an event after it was recorded. */
  async recorded({ encounterId, adverseEventId }: RecordedEvent): Promise<AdverseEvent | null> {
    return (await this.ofEncounter.clear(encounterId).load(encounterId)).find(({ id }) => id === adverseEventId) ?? null;
  }
}
