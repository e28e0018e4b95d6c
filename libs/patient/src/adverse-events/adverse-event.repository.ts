import type { CalendarDay, Id } from '@spindle/kernel';
import { statement, type Sql } from '@spindle/database';
import type { AdverseEvent, AdverseEventKind, ReportPeriod } from './adverse-event';

const COLUMNS = `id, patient_id AS "patientId", encounter_id AS "encounterId", kind, severity, occurred_at AS "occurredAt", description, action_taken AS "actionTaken",
  recorded_by AS "recordedBy", recorded_at AS "recordedAt"`;

const OF_ENCOUNTERS = statement(`SELECT page.* FROM unnest($2::uuid[]) AS asked(encounter_id) CROSS JOIN LATERAL (
    SELECT ${COLUMNS} FROM patient.adverse_event a WHERE a.practice_id = $1 AND a.encounter_id = asked.encounter_id ORDER BY occurred_at, id LIMIT 50) AS page`);

const INSERT = statement(`INSERT INTO patient.adverse_event (practice_id, id, encounter_id, patient_id, kind, severity, occurred_at, occurred_on, description, action_taken, recorded_by, recorded_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`);

const COUNTS = statement(`SELECT kind, count(*)::int AS events FROM patient.adverse_event WHERE practice_id = $1 AND occurred_on BETWEEN $2 AND $3 GROUP BY kind`);

const NEEDLED = statement(`SELECT count(DISTINCT e.id)::int AS encounters FROM patient.encounter e JOIN patient.needling_site s ON s.practice_id = e.practice_id AND s.encounter_id = e.id AND NOT s.withdrawn
  WHERE e.practice_id = $1 AND e.period_start >= ($2::date)::timestamp AT TIME ZONE $4 AND e.period_start < ($3::date + 1)::timestamp AT TIME ZONE $4
    AND NOT EXISTS (SELECT FROM patient.needling_site later WHERE later.practice_id = s.practice_id AND later.corrects_id = s.id)`);

/** Reads and writes adverse events of one practice. */
export class AdverseEventRepository {
  constructor(readonly sql: Sql, readonly practiceId: Id<'Practice'>) {}

  async ofEncounters(ids: readonly Id<'Encounter'>[]): Promise<ReadonlyMap<Id<'Encounter'>, readonly AdverseEvent[]>> {
    const groups = Map.groupBy(await this.sql.rows<AdverseEvent>(OF_ENCOUNTERS, [this.practiceId, ids]), ({ encounterId }) => encounterId);
    return new Map(ids.map((id) => [id, groups.get(id) ?? []]));
  }

  async insert({ id, encounterId, patientId, kind, severity, occurredAt, description, actionTaken, recordedBy, recordedAt }: AdverseEvent, occurredOn: CalendarDay): Promise<void> {
    await this.sql.count(INSERT, [this.practiceId, id, encounterId, patientId, kind, severity, occurredAt, occurredOn, description, actionTaken, recordedBy, recordedAt]);
  }

  async countsBetween({ from, through }: ReportPeriod): Promise<ReadonlyMap<AdverseEventKind, number>> {
    const rows = await this.sql.rows<{ kind: AdverseEventKind; events: number }>(COUNTS, [this.practiceId, from, through]);
    return new Map(rows.map(({ kind, events }) => [kind, events]));
  }

  /** Encounters of the days, as the zone has them, in which needles were used. */
  async needledEncounters({ from, through }: ReportPeriod, timeZone: string): Promise<number> {
    const [row] = await this.sql.rows<{ encounters: number }>(NEEDLED, [this.practiceId, from, through, timeZone]);
    return row?.encounters ?? 0;
  }
}
