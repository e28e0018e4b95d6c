import DataLoader from 'dataloader';
import type { Id, Page } from '@spindle/kernel';
import type { PracticeSession } from '@spindle/database';
import { pageLoader, type PageLoader } from '@spindle/subgraph';
import type { BodyMark } from './body-mark';
import { BodyMarkRepository } from './body-mark.repository';

/** Marks, one statement per batch. */
export class BodyMarkLoader {
  readonly byId: DataLoader<Id<'BodyMark'>, BodyMark | null>;
  readonly ofPatient: PageLoader<Id<'Patient'>, Page<BodyMark>>;

  constructor(session: PracticeSession) {
    const marks = new BodyMarkRepository(session, session.viewer.practiceId);
    this.byId = new DataLoader(async (ids) => {
      const found = new Map((await marks.findMany(ids)).map((mark) => [mark.id, mark]));
      return ids.map((id) => found.get(id) ?? null);
    });
    this.ofPatient = pageLoader((patientIds, page) => marks.pagesOf(patientIds, page));
  }
}
