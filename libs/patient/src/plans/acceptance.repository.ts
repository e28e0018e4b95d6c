import type { Id } from '@spindle/kernel';
import type { Sql } from '@spindle/database';
import type { TreatmentPlan } from './plan';

export class AcceptanceRepository {
  constructor(readonly sql: Sql, readonly practiceId: Id<'Practice'>) {}
  async groundsOf(_plan: TreatmentPlan, _now: Date): Promise<{ hasOpenRedFlag: boolean; isCandidate: boolean }> { return { hasOpenRedFlag: false, isCandidate: true }; }
  async needlingServices(_codes: readonly string[]): Promise<ReadonlySet<string>> { return new Set(); }
}
