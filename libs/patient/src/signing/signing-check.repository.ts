import type { Id } from '@spindle/kernel';
import { statement, type Sql } from '@spindle/database';
import { SIGNING_CHECKS, type SigningCheck } from './signing-gate';

/** A check as it was kept with the signature; `overriddenBy` null for what was met. */
export interface KeptSigningCheck extends SigningCheck {
  readonly overriddenBy: Id<'Practitioner'> | null;
}

const OF_NOTES = statement(`SELECT note_id, check_kind AS "check", finding, override_reason AS "overrideReason", overridden_by AS "overriddenBy"
  FROM patient.signing_check WHERE practice_id = $1 AND note_id = ANY($2)`);

const INSERT = statement(`INSERT INTO patient.signing_check (practice_id, note_id, check_kind, finding, override_reason, overridden_by)
  SELECT $1, $2, row.check_kind, row.finding, row.reason, CASE WHEN row.reason IS NOT NULL THEN $6::uuid END
  FROM unnest($3::text[], $4::text[], $5::text[]) AS row(check_kind, finding, reason)`);

/** Reads and writes what signatures stand for. */
export class SigningCheckRepository {
  constructor(readonly sql: Sql, readonly practiceId: Id<'Practice'>) {}

  async ofNotes(ids: readonly Id<'ClinicalNote'>[]): Promise<ReadonlyMap<Id<'ClinicalNote'>, readonly KeptSigningCheck[]>> {
    const groups = Map.groupBy(await this.sql.rows<KeptSigningCheck & { note_id: Id<'ClinicalNote'> }>(OF_NOTES, [this.practiceId, ids]), (row) => row.note_id);
    return new Map(ids.map((id) => [id, [...(groups.get(id) ?? [])].sort((one, other) => SIGNING_CHECKS.indexOf(one.check) - SIGNING_CHECKS.indexOf(other.check))]));
  }

  async insert(noteId: Id<'ClinicalNote'>, checks: readonly SigningCheck[], overriddenBy: Id<'Practitioner'>): Promise<void> {
    await this.sql.count(INSERT, [this.practiceId, noteId, checks.map(({ check }) => check), checks.map(({ finding }) => finding), checks.map(({ overrideReason }) => overrideReason), overriddenBy]);
  }
}
