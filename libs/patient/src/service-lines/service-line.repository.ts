import type { Id } from '@spindle/kernel';
import { statement, type Sql } from '@spindle/database';
import type { ServiceLine } from './service-line';

interface LineRow {
  readonly id: Id<'ServiceLine'>;
  readonly encounter_id: Id<'Encounter'>;
  readonly patient_id: Id<'Patient'>;
  readonly code: string;
  readonly minutes_by_clinician: number;
  readonly minutes_by_assistant: number;
  readonly muscle_keys: string[];
  readonly recorded_at: Date;
  readonly corrects_id: Id<'ServiceLine'> | null;
  readonly withdrawn: boolean;
}

const OF_ENCOUNTERS = statement(`SELECT page.* FROM unnest($2::uuid[]) AS asked(encounter_id) CROSS JOIN LATERAL (
    SELECT id, encounter_id, patient_id, code, minutes_by_clinician, minutes_by_assistant, muscle_keys, recorded_at, corrects_id, withdrawn
    FROM patient.service_line l WHERE l.practice_id = $1 AND l.encounter_id = asked.encounter_id ORDER BY recorded_at, id LIMIT 300) AS page`);

const BY_ID = statement(`SELECT id, encounter_id, patient_id, code, minutes_by_clinician, minutes_by_assistant, muscle_keys, recorded_at, corrects_id, withdrawn
  FROM patient.service_line WHERE practice_id = $1 AND id = $2`);

const INSERT = statement(`INSERT INTO patient.service_line (practice_id, id, encounter_id, patient_id, code, minutes_by_clinician, minutes_by_assistant, muscle_keys, recorded_by, recorded_at, corrects_id, withdrawn)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`);

/** Reads and writes what was done for codes. */
export class ServiceLineRepository {
  constructor(readonly sql: Sql, readonly practiceId: Id<'Practice'>) {}

  async ofEncounters(ids: readonly Id<'Encounter'>[]): Promise<ReadonlyMap<Id<'Encounter'>, readonly ServiceLine[]>> {
    const rows = (await this.sql.rows<LineRow>(OF_ENCOUNTERS, [this.practiceId, ids])).map(toLine);
    const groups = Map.groupBy(rows, ({ encounterId }) => encounterId);
    return new Map(ids.map((id) => [id, groups.get(id) ?? []]));
  }

  async find(id: Id<'ServiceLine'>): Promise<ServiceLine | null> {
    const [row] = await this.sql.rows<LineRow>(BY_ID, [this.practiceId, id]);
    return row ? toLine(row) : null;
  }

  async insert(line: ServiceLine, recordedBy: Id<'Practitioner'>): Promise<void> {
    const { id, encounterId, patientId, code, minutesByClinician, minutesByAssistant, muscleKeys, recordedAt, correctsId, isWithdrawn } = line;
    await this.sql.count(INSERT, [this.practiceId, id, encounterId, patientId, code, minutesByClinician, minutesByAssistant, muscleKeys, recordedBy, recordedAt, correctsId, isWithdrawn]);
  }
}

function toLine(row: LineRow): ServiceLine {
  const { id, code } = row;
  return {
    id, code, encounterId: row.encounter_id, patientId: row.patient_id, minutesByClinician: row.minutes_by_clinician, minutesByAssistant: row.minutes_by_assistant,
    muscleKeys: row.muscle_keys, recordedAt: row.recorded_at, correctsId: row.corrects_id, isWithdrawn: row.withdrawn,
  };
}
