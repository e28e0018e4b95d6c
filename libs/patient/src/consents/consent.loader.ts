import DataLoader from 'dataloader';
import type { Id, Page } from '@spindle/kernel';
import type { PracticeSession } from '@spindle/database';
import { pageLoader, type PageLoader } from '@spindle/subgraph';
import type { Consent } from './consent';
import { ConsentRepository } from './consent.repository';

/** Consents, one statement per batch. */
export class ConsentLoader {
  readonly byId: DataLoader<Id<'Consent'>, Consent | null>;
  readonly ofPatient: PageLoader<Id<'Patient'>, Page<Consent>>;

  constructor(session: PracticeSession) {
    const consents = new ConsentRepository(session, session.viewer.practiceId);
    this.byId = new DataLoader(async (ids) => {
      const found = new Map((await consents.findMany(ids)).map((consent) => [consent.id, consent]));
      return ids.map((id) => found.get(id) ?? null);
    });
    this.ofPatient = pageLoader((patientIds, page) => consents.pagesOf(patientIds, page));
  }
}
