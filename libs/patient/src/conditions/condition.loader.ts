import DataLoader from 'dataloader';
import type { Id, Page } from '@spindle/kernel';
import type { PracticeSession } from '@spindle/database';
import { pageLoader, type PageLoader } from '@spindle/subgraph';
import type { Condition } from './condition';
import { ConditionRepository } from './condition.repository';

/** Conditions, one statement per batch. */
export class ConditionLoader {
  readonly byId: DataLoader<Id<'Condition'>, Condition | null>;
  readonly ofPatient: PageLoader<Id<'Patient'>, Page<Condition>>;

  constructor(session: PracticeSession) {
    const conditions = new ConditionRepository(session, session.viewer.practiceId);
    this.byId = new DataLoader(async (ids) => {
      const found = new Map((await conditions.findMany(ids)).map((condition) => [condition.id, condition]));
      return ids.map((id) => found.get(id) ?? null);
    });
    this.ofPatient = pageLoader((patientIds, page) => conditions.pagesOf(patientIds, page));
  }
}
