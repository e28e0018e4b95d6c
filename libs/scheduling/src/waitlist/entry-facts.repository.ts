import type { Id } from '@spindle/kernel';
import { statement, type Sql } from '@spindle/database';
import type { EntryFacts } from './entry-check';

const FACTS = statement(`SELECT
    EXISTS (SELECT FROM scheduling.resource person WHERE person.practice_id = $1 AND person.id = $2 AND person.kind = 'PATIENT') AS patient_is_known,
    (SELECT s.retired FROM scheduling.service_type s WHERE s.practice_id = $1 AND s.code = $3) AS retired,
    ARRAY(SELECT l.id FROM scheduling.location l WHERE l.practice_id = $1 AND l.id = ANY($4::uuid[])) AS location_ids,
    ARRAY(SELECT p.id FROM scheduling.practitioner p WHERE p.practice_id = $1 AND p.id = ANY($5::uuid[])) AS practitioner_ids,
    (SELECT l.time_zone FROM scheduling.location l WHERE l.practice_id = $1 ORDER BY (l.id = ANY($4)) DESC, l.id LIMIT 1) AS time_zone`);

interface FactsRow {
  readonly patient_is_known: boolean;
  readonly retired: boolean | null;
  readonly location_ids: string[];
  readonly practitioner_ids: string[];
  readonly time_zone: string | null;
}

/** Reads what an entry of the waitlist is decided on. */
export class EntryFactsRepository {
  constructor(readonly sql: Sql, readonly practiceId: Id<'Practice'>) {}

  async find(wanted: { readonly patientId: string; readonly serviceTypeCode: string; readonly locationIds: readonly string[]; readonly practitionerIds: readonly string[] }): Promise<Omit<EntryFacts, 'today'> & { timeZone: string | null }> {
    const { patientId, serviceTypeCode, locationIds, practitionerIds } = wanted;
    const [row] = await this.sql.rows<FactsRow>(FACTS, [this.practiceId, patientId, serviceTypeCode, locationIds, practitionerIds]);
    if (!row) throw new Error('A statement without a table gave no row.');
    return { patientIsKnown: row.patient_is_known, serviceIsRetired: row.retired, knownLocationIds: row.location_ids, knownPractitionerIds: row.practitioner_ids, timeZone: row.time_zone };
  }
}
