import DataLoader from 'dataloader';
import type { Id } from '@spindle/kernel';
import type { PracticeSession } from '@spindle/database';
import { MeasurementRepository, type PainScores, type RangeOfMotion } from './measurement.repository';

/** What was measured in encounters, one statement per batch and kind. */
export class MeasurementLoader {
  readonly pain: DataLoader<Id<'Encounter'>, PainScores>;
  readonly motion: DataLoader<Id<'Encounter'>, readonly RangeOfMotion[]>;

  constructor(session: PracticeSession) {
    const measurements = new MeasurementRepository(session, session.viewer.practiceId);
    this.pain = new DataLoader(async (ids) => {
      const found = await measurements.painOf(ids);
      return ids.map((id) => found.get(id) ?? { before: null, after: null });
    });
    this.motion = new DataLoader(async (ids) => {
      const found = await measurements.motionOf(ids);
      return ids.map((id) => found.get(id) ?? []);
    });
  }
}
