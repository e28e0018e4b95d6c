import DataLoader from 'dataloader';
import type { Id, Page } from '@spindle/kernel';
import type { PracticeSession } from '@spindle/database';
import { pageLoader, type PageLoader } from '@spindle/subgraph';
import type { Episode } from './episode';
import { EpisodeRepository } from './episode.repository';

/** Courses of care, one statement per batch. */
export class EpisodeLoader {
  readonly byId: DataLoader<Id<'EpisodeOfCare'>, Episode | null>;
  readonly ofPatient: PageLoader<Id<'Patient'>, Page<Episode>>;

  constructor(session: PracticeSession) {
    const episodes = new EpisodeRepository(session, session.viewer.practiceId);
    this.byId = new DataLoader(async (ids) => {
      const found = new Map((await episodes.findMany(ids)).map((episode) => [episode.id, episode]));
      return ids.map((id) => found.get(id) ?? null);
    });
    this.ofPatient = pageLoader((patientIds, page) => episodes.pagesOf(patientIds, page));
  }

  /** Reads an episode again after a change. */
  reload(id: Id<'EpisodeOfCare'>): Promise<Episode | null> {
    return this.byId.clear(id).load(id);
  }
}
