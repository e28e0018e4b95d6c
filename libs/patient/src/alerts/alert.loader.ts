import DataLoader from 'dataloader';
import type { Id } from '@spindle/kernel';
import type { PracticeSession } from '@spindle/database';
import type { AlertCategory, PatientAlert } from './alert';
import { AlertRepository } from './alert.repository';

/** The most alerts of one category that a screen is given. */
const MOST = 50;

/** Pinned alerts of patients, one statement per batch. */
export class AlertLoader {
  readonly #pinned: DataLoader<Id<'Patient'>, readonly PatientAlert[]>;

  constructor(session: PracticeSession) {
    const alerts = new AlertRepository(session, session.viewer.practiceId);
    this.#pinned = new DataLoader(async (ids) => {
      const found = await alerts.pinnedOf(ids);
      return ids.map((id) => found.get(id) ?? []);
    });
  }

  async ofPatient(id: Id<'Patient'>, category: AlertCategory): Promise<PatientAlert[]> {
    return (await this.#pinned.load(id)).filter((alert) => alert.category === category).slice(0, MOST);
  }
}
