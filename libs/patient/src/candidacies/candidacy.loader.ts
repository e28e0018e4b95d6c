import DataLoader from 'dataloader';
import type { Id, Page } from '@spindle/kernel';
import type { PracticeSession } from '@spindle/database';
import { pageLoader, type PageLoader } from '@spindle/subgraph';
import type { Candidacy } from './candidacy';
import { CandidacyRepository } from './candidacy.repository';

/** Verdicts, one statement per batch. */
export class CandidacyLoader {
  readonly byId: DataLoader<Id<'Candidacy'>, Candidacy | null>;
  readonly ofPatient: PageLoader<Id<'Patient'>, Page<Candidacy>>;

  constructor(session: PracticeSession) {
    const candidacies = new CandidacyRepository(session, session.viewer.practiceId);
    this.byId = new DataLoader(async (ids) => {
      const found = new Map((await candidacies.findMany(ids)).map((candidacy) => [candidacy.id, candidacy]));
      return ids.map((id) => found.get(id) ?? null);
    });
    this.ofPatient = pageLoader((patientIds, page) => candidacies.pagesOf(patientIds, page));
  }
}
