import { statement, type Sql } from '@spindle/database';
import type { Id } from '@spindle/kernel';
import { rootsOf, type PatientAlias } from './alias';

/** All aliases that hang together with the ids, in whatever direction. */
const FAMILY = statement(`WITH RECURSIVE family(id) AS (
    SELECT unnest($2::uuid[])
    UNION SELECT other.id FROM family JOIN scheduling.patient_alias a ON a.practice_id = $1 AND (a.merged_id = family.id OR a.survivor_id = family.id)
      CROSS JOIN LATERAL (VALUES (a.merged_id), (a.survivor_id)) AS other(id)
  ) SELECT a.merged_id, a.survivor_id FROM scheduling.patient_alias a WHERE a.practice_id = $1 AND a.merged_id IN (SELECT id FROM family)`);

/** Reads under which ids a patient is known. */
export class PatientAliasRepository {
  constructor(readonly sql: Sql, readonly practiceId: Id<'Practice'>) {}

  async findFamily(ids: readonly Id<'Patient'>[]): Promise<PatientAlias[]> {
    const rows = await this.sql.rows<{ merged_id: string; survivor_id: string }>(FAMILY, [this.practiceId, ids]);
    return rows.map((row) => ({ mergedId: row.merged_id, survivorId: row.survivor_id }));
  }

  /** The id under which the patient is known now. */
  async findRoot(id: Id<'Patient'>): Promise<Id<'Patient'>> {
    return rootsOf(await this.findFamily([id]), [id]).get(id) ?? id;
  }

  /** All ids under which something may have been told of the patients, with the one under which each is known now. */
  async findRoots(ids: readonly Id<'Patient'>[]): Promise<ReadonlyMap<Id<'Patient'>, Id<'Patient'>>> {
    const aliases = await this.findFamily(ids);
    return rootsOf(aliases, new Set([...ids, ...aliases.flatMap(({ mergedId, survivorId }) => [mergedId, survivorId])]));
  }
}
