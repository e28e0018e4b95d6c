import { statement, type Sql } from '@spindle/database';
import type { Id } from '@spindle/kernel';
import type { VisitLock } from './transition';

/** The visits are locked first, in the order of their ids: a step on one of them is taken before the lock or sees it. */
const ADD = statement(`WITH visit AS (SELECT a.id FROM scheduling.appointment a WHERE a.practice_id = $1 AND a.id = ANY($2::uuid[]) ORDER BY a.id FOR NO KEY UPDATE)
  INSERT INTO scheduling.visit_lock (practice_id, appointment_id, kind, source_id) SELECT $1, visit.id, $3, $4 FROM visit ON CONFLICT DO NOTHING`);
const REMOVE = statement('DELETE FROM scheduling.visit_lock WHERE practice_id = $1 AND source_id = $2 AND kind = $3');

/** Writes what bars the way back of a visit. Visits that are not known here have no way back to bar. */
export class VisitLockWriter {
  constructor(readonly sql: Sql, readonly practiceId: Id<'Practice'>) {}

  async add(appointmentIds: readonly (Id<'Appointment'> | null)[], kind: VisitLock, sourceId: string): Promise<void> {
    await this.sql.count(ADD, [this.practiceId, appointmentIds.filter((id) => id !== null), kind, sourceId]);
  }

  async remove(kind: VisitLock, sourceId: string): Promise<void> {
    await this.sql.count(REMOVE, [this.practiceId, sourceId, kind]);
  }
}
