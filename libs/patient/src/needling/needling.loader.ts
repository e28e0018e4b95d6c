import DataLoader from 'dataloader';
import type { Id } from '@spindle/kernel';
import type { PracticeSession } from '@spindle/database';
import type { NeedlingSite } from './needling';
import { NeedlingRepository } from './needling.repository';

/** What was done with needles in encounters, one statement per batch. */
export class NeedlingLoader {
  readonly ofEncounter: DataLoader<Id<'Encounter'>, readonly NeedlingSite[]>;

  constructor(session: PracticeSession) {
    const needling = new NeedlingRepository(session, session.viewer.practiceId);
    this.ofEncounter = new DataLoader(async (ids) => {
      const found = await needling.ofEncounters(ids);
      return ids.map((id) => found.get(id) ?? []);
    });
  }

  /** The rows as a record; null when there is none. */
  async recordOf(id: Id<'Encounter'>): Promise<{ readonly rows: readonly NeedlingSite[] } | null> {
    const rows = await this.ofEncounter.load(id);
    return rows.length === 0 ? null : { rows };
  }
}
