import DataLoader from 'dataloader';
import type { Id, Page } from '@spindle/kernel';
import type { PracticeSession } from '@spindle/database';
import { pageLoader, type PageLoader } from '@spindle/subgraph';
import type { Screening } from './screening';
import { ScreeningRepository } from './screening.repository';

/** Screenings, one statement per batch. */
export class ScreeningLoader {
  readonly byId: DataLoader<Id<'Screening'>, Screening | null>;
  readonly ofPatient: PageLoader<Id<'Patient'>, Page<Screening>>;

  constructor(session: PracticeSession) {
    const screenings = new ScreeningRepository(session, session.viewer.practiceId);
    this.byId = new DataLoader(async (ids) => {
      const found = new Map((await screenings.findMany(ids)).map((screening) => [screening.id, screening]));
      return ids.map((id) => found.get(id) ?? null);
    });
    this.ofPatient = pageLoader((patientIds, page) => screenings.pagesOf(patientIds, page));
  }
}
