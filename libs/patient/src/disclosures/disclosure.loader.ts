import DataLoader from 'dataloader';
import type { Clock, Id, Page } from '@spindle/kernel';
import type { PracticeSession } from '@spindle/database';
import { pageLoader, type PageLoader } from '@spindle/subgraph';
import { latestDay } from '../practice-day';
import { accountedSince, type Disclosure } from './disclosure';
import { DisclosureRepository } from './disclosure.repository';

/** Disclosures by id, and patients' accountings of the six years before today, one statement per batch. */
export class DisclosureLoader {
  readonly byId: DataLoader<Id<'Disclosure'>, Disclosure | null>;
  readonly ofPatient: PageLoader<Id<'Patient'>, Page<Disclosure>>;

  constructor(session: PracticeSession, clock: Clock) {
    const disclosures = new DisclosureRepository(session, session.viewer.practiceId);
    this.byId = new DataLoader(async (ids) => {
      const found = new Map((await disclosures.findMany(ids)).map((each) => [each.id, each]));
      return ids.map((id) => found.get(id) ?? null);
    });
    this.ofPatient = pageLoader((patientIds, page) => disclosures.pagesOf(patientIds, accountedSince(latestDay(clock)), page));
  }
}
