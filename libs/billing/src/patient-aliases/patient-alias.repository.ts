import type { Id } from '@spindle/kernel';
import { pointRows, pointRowsOf, statement, type PatientRoots, type Sql } from '@spindle/database';

/** Every table whose rows belong to a patient's record and follow it. */
export const FOLLOWING_TABLES = ['billing.coverage', 'billing.charge', 'billing.claim', 'billing.ledger_entry', 'billing.imported_claim'];

const POINT = pointRowsOf(FOLLOWING_TABLES);

const LOCK = statement('SELECT pg_advisory_xact_lock(hashtextextended($1::uuid::text, 0))');
const ADD = statement('INSERT INTO billing.patient_alias (practice_id, merged_id, survivor_id) VALUES ($1, $2, $3) ON CONFLICT (practice_id, merged_id) DO UPDATE SET survivor_id = excluded.survivor_id');
const REMOVE = statement('DELETE FROM billing.patient_alias WHERE practice_id = $1 AND merged_id = $2 AND survivor_id = $3');

/** These records and all that lead to where these lead, with the end of the chain. */
const ROOTS = statement(`WITH RECURSIVE up AS (
    SELECT asked.id AS at FROM unnest($2::uuid[]) AS asked(id)
    UNION SELECT a.survivor_id FROM up JOIN billing.patient_alias a ON a.practice_id = $1 AND a.merged_id = up.at
  ), tops AS (SELECT at AS id FROM up WHERE NOT EXISTS (SELECT FROM billing.patient_alias a WHERE a.practice_id = $1 AND a.merged_id = up.at)
  ), down AS (
    SELECT id, id AS root FROM tops
    UNION SELECT a.merged_id, down.root FROM down JOIN billing.patient_alias a ON a.practice_id = $1 AND a.survivor_id = down.id
  ) SELECT id, root FROM down ORDER BY id`);

/** Which records of patients lead to which. */
export class PatientAliasRepository {
  constructor(readonly sql: Sql, readonly practiceId: Id<'Practice'>) {}

  /** Merges of one practice take turns: each looks at the chains that the one before left. */
  async lock(): Promise<void> {
    await this.sql.rows(LOCK, [this.practiceId]);
  }

  async add({ mergedId, survivorId }: { readonly mergedId: string; readonly survivorId: string }): Promise<void> {
    await this.sql.count(ADD, [this.practiceId, mergedId, survivorId]);
  }

  async remove({ mergedId, survivorId }: { readonly mergedId: string; readonly survivorId: string }): Promise<void> {
    await this.sql.count(REMOVE, [this.practiceId, mergedId, survivorId]);
  }

  async rootsOf(ids: readonly string[]): Promise<PatientRoots> {
    const rows = await this.sql.rows<{ id: string; root: string }>(ROOTS, [this.practiceId, ids]);
    return new Map(rows.map(({ id, root }) => [id, root]));
  }

  /** Shows with the survivor what was just written under the id of a record that had been merged into it. */
  async follow(patientId: string): Promise<void> {
    await this.lock();
    const roots = await this.rootsOf([patientId]);
    if (roots.get(patientId) !== patientId) await this.pointRows(roots);
  }

  /** Points everything to the record to which the one that it was written under leads now. */
  async pointRows(roots: PatientRoots): Promise<void> {
    await pointRows(this.sql, { practiceId: this.practiceId, statements: POINT, roots });
  }
}
