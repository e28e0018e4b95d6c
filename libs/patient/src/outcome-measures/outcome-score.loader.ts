import DataLoader from 'dataloader';
import type { Id, Page } from '@spindle/kernel';
import type { PracticeSession } from '@spindle/database';
import { pageLoader, type PageLoader } from '@spindle/subgraph';
import type { OutcomeMeasures } from './outcome-measure';
import { trendOf, type OutcomeScore, type OutcomeTrend } from './outcome-score';
import { OutcomeScoreRepository, type CourseKey, type ScoredDays } from './outcome-score.repository';

/** Scores and how they went, one statement per batch. */
export class OutcomeScoreLoader {
  readonly byId: DataLoader<Id<'OutcomeScore'>, OutcomeScore | null>;
  readonly ofPatient: PageLoader<Id<'Patient'>, Page<OutcomeScore>>;
  readonly inDays: DataLoader<ScoredDays, OutcomeScore[], string>;
  readonly #courses: DataLoader<CourseKey, OutcomeScore[], string>;
  readonly #measures: OutcomeMeasures;

  constructor(session: PracticeSession, measures: OutcomeMeasures) {
    const scores = new OutcomeScoreRepository(session, session.viewer.practiceId);
    this.byId = new DataLoader(async (ids) => {
      const found = new Map((await scores.findMany(ids)).map((score) => [score.id, score]));
      return ids.map((id) => found.get(id) ?? null);
    });
    this.ofPatient = pageLoader((patientIds, page) => scores.pagesOf(patientIds, page));
    this.inDays = new DataLoader((keys) => scores.inDays(keys), { cacheKeyFn: ({ patientId, from, through }) => `${patientId} ${from} ${through}` });
    this.#courses = new DataLoader((keys) => scores.courses(keys), { cacheKeyFn: ({ patientId, measureCode }) => `${patientId} ${measureCode}` });
    this.#measures = measures;
  }

  /** How a patient's scores of a measure went; null when there is no such measure. */
  async trend(patientId: Id<'Patient'>, measureCode: string): Promise<OutcomeTrend | null> {
    const measure = this.#measures.find(measureCode);
    return measure && trendOf(measure, await this.#courses.load({ patientId, measureCode }));
  }
}
