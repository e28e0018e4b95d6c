import type { CalendarDay, Id } from '@spindle/kernel';
import { statement, type Sql, type Statement } from '@spindle/database';
import type { ImportedCondition, ImportedEncounter, Person } from './imported-history';

export type AddedRow<Row> = Row & { readonly id: string };

const IDS = {
  patient: statement(`SELECT id, source_key FROM patient.patient WHERE practice_id = $1 AND source_key = ANY($2)`),
  encounter: statement(`SELECT id, source_key FROM patient.encounter WHERE practice_id = $1 AND source_key = ANY($2)`),
  condition: statement(`SELECT id, source_key FROM patient.condition WHERE practice_id = $1 AND source_key = ANY($2)`),
} as const;

const PEOPLE = statement(`SELECT source_key, given_names, family_name, birth_date FROM patient.patient WHERE practice_id = $1 AND source_key = ANY($2)`);

const ADD_ENCOUNTERS = statement(`INSERT INTO patient.encounter (practice_id, id, patient_id, original_patient_id, practitioner_name, practitioner_identifier, practitioner_identifier_valid,
    place_name, description, period_start, period_end, status, source, source_key)
  SELECT $1, row.id, patient.root_of($1, p.id), nullif(p.id, patient.root_of($1, p.id)), row."practitionerName", row."practitionerIdentifier", row."practitionerIdentifierValid",
    row."placeName", row.description, row.start, row."end", row.status, 'IMPORTED', row."sourceKey"
  FROM jsonb_to_recordset($2::jsonb) AS row(id uuid, "sourceKey" text, "patientSourceKey" text, "practitionerName" text, "practitionerIdentifier" text,
    "practitionerIdentifierValid" boolean, "placeName" text, description text, start timestamptz, "end" timestamptz, status text)
  JOIN patient.patient p ON p.practice_id = $1 AND p.source_key = row."patientSourceKey"
  ON CONFLICT (practice_id, source_key) DO NOTHING RETURNING patient_id`);

const ADD_CONDITIONS = statement(`INSERT INTO patient.condition (practice_id, id, patient_id, original_patient_id, code_system, code, code_text, onset_date, abatement_date, clinical_status, source, source_key)
  SELECT $1, row.id, patient.root_of($1, p.id), nullif(p.id, patient.root_of($1, p.id)), row.code->>'system', row.code->>'code', row.code->>'text', row.onset, row.abatement, row."clinicalStatus", 'IMPORTED', row."sourceKey"
  FROM jsonb_to_recordset($2::jsonb) AS row(id uuid, "sourceKey" text, "patientSourceKey" text, code jsonb, onset date, abatement date, "clinicalStatus" text)
  JOIN patient.patient p ON p.practice_id = $1 AND p.source_key = row."patientSourceKey"
  ON CONFLICT (practice_id, source_key) DO NOTHING RETURNING patient_id`);

/** Writes imported rows set by set. */
export class ImportedHistoryRepository {
  readonly #sql: Sql;
  readonly #practiceId: Id<'Practice'>;

  constructor(sql: Sql, practiceId: Id<'Practice'>) {
    this.#sql = sql;
    this.#practiceId = practiceId;
  }

  /** The ids behind source keys, as far as they are there. */
  async findIds(table: keyof typeof IDS, sourceKeys: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const rows = await this.#sql.rows<{ id: string; source_key: string }>(IDS[table], [this.#practiceId, sourceKeys]);
    return new Map(rows.map((row) => [row.source_key, row.id]));
  }

  /** Who is stored under source keys, as far as somebody is. */
  async findPeople(sourceKeys: readonly string[]): Promise<ReadonlyMap<string, Person>> {
    const rows = await this.#sql.rows<{ source_key: string; given_names: string[]; family_name: string; birth_date: CalendarDay }>(PEOPLE, [this.#practiceId, sourceKeys]);
    return new Map(rows.map((row) => [row.source_key, { name: { given: row.given_names, family: row.family_name }, birthDate: row.birth_date }]));
  }

  /** Whose encounters were new: a patient for each. */
  addEncounters(encounters: readonly AddedRow<ImportedEncounter>[]): Promise<string[]> {
    return this.#add(ADD_ENCOUNTERS, encounters);
  }

  /** Whose conditions were new: a patient for each. */
  addConditions(conditions: readonly AddedRow<ImportedCondition>[]): Promise<string[]> {
    return this.#add(ADD_CONDITIONS, conditions);
  }

  async #add(into: Statement, rows: readonly object[]): Promise<string[]> {
    return (await this.#sql.rows<{ patient_id: string }>(into, [this.#practiceId, JSON.stringify(rows)])).map((row) => row.patient_id);
  }
}
