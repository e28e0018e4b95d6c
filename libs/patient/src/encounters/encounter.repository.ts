import { toPage, type Id, type Page } from '@spindle/kernel';
import { statement, type Sql } from '@spindle/database';
import { toCursor, type PageRequest } from '@spindle/subgraph';
import type { RecordSource } from '../patients/patient';
import type { Encounter, EncounterStatus, WrittenEncounter } from './encounter';

interface EncounterRow {
  readonly id: Id<'Encounter'>;
  readonly patient_id: Id<'Patient'>;
  readonly appointment_id: Id<'Appointment'> | null;
  readonly practitioner_id: Id<'Practitioner'> | null;
  readonly practitioner_name: string | null;
  readonly practitioner_identifier: string | null;
  readonly practitioner_identifier_valid: boolean | null;
  readonly place_name: string | null;
  readonly description: string | null;
  readonly period_start: Date;
  readonly period_end: Date | null;
  readonly status: EncounterStatus;
  readonly source: RecordSource;
  readonly needled_at: Date | null;
}

const BY_IDS = statement(`SELECT id, patient_id, appointment_id, practitioner_id, practitioner_name, practitioner_identifier, practitioner_identifier_valid,
    place_name, description, period_start, period_end, status, source, needled_at
  FROM patient.encounter WHERE practice_id = $1 AND id = ANY($2)`);

const BY_APPOINTMENTS = statement(`SELECT id, patient_id, appointment_id, practitioner_id, practitioner_name, practitioner_identifier, practitioner_identifier_valid,
    place_name, description, period_start, period_end, status, source, needled_at
  FROM patient.encounter WHERE practice_id = $1 AND appointment_id = ANY($2)`);

const OF_PATIENTS = statement(`SELECT page.* FROM unnest($2::uuid[]) AS asked(patient_id) CROSS JOIN LATERAL (
    SELECT id, patient_id, appointment_id, practitioner_id, practitioner_name, practitioner_identifier, practitioner_identifier_valid,
      place_name, description, period_start, period_end, status, source, needled_at
    FROM patient.encounter e
    WHERE e.practice_id = $1 AND e.patient_id = asked.patient_id AND ($3::timestamptz IS NULL OR (e.period_start, e.id) < ($3, $4::uuid))
    ORDER BY e.period_start DESC, e.id DESC LIMIT $5
  ) AS page`);

const FOR_WRITING = statement(`SELECT id, patient_id, appointment_id, practitioner_id, practitioner_name, practitioner_identifier, practitioner_identifier_valid,
    place_name, description, period_start, period_end, status, source, needled_at,
    (SELECT n.state FROM patient.clinical_note n WHERE n.practice_id = $1 AND n.encounter_id = $2) AS note_state
  FROM patient.encounter WHERE practice_id = $1 AND id = $2 FOR NO KEY UPDATE`);

const OPEN = statement(`INSERT INTO patient.encounter (practice_id, id, patient_id, original_patient_id, appointment_id, practitioner_id, period_start, status, source)
  VALUES ($1, $2, patient.root_of($1, $3), nullif($3::uuid, patient.root_of($1, $3)), $4, $5, $6, 'IN_PROGRESS', 'RECORDED')
  ON CONFLICT (practice_id, appointment_id) DO UPDATE SET status = 'IN_PROGRESS', period_end = NULL`);

const CLOSE = statement(`UPDATE patient.encounter SET status = $3, period_end = greatest(period_start, $4) WHERE practice_id = $1 AND appointment_id = $2`);

/** Reads and writes encounters of one practice. */
export class EncounterRepository {
  readonly #sql: Sql;
  readonly #practiceId: Id<'Practice'>;

  constructor(sql: Sql, practiceId: Id<'Practice'>) {
    this.#sql = sql;
    this.#practiceId = practiceId;
  }

  async findMany(ids: readonly Id<'Encounter'>[]): Promise<Encounter[]> {
    return (await this.#sql.rows<EncounterRow>(BY_IDS, [this.#practiceId, ids])).map(toEncounter);
  }

  async findByAppointments(ids: readonly Id<'Appointment'>[]): Promise<Encounter[]> {
    return (await this.#sql.rows<EncounterRow>(BY_APPOINTMENTS, [this.#practiceId, ids])).map(toEncounter);
  }

  /** The same page of each patient's encounters, newest first. */
  async pagesOf(patientIds: readonly Id<'Patient'>[], page: PageRequest): Promise<Map<Id<'Patient'>, Page<Encounter>>> {
    const [start, id] = page.after ?? [null, null];
    const rows = await this.#sql.rows<EncounterRow>(OF_PATIENTS, [this.#practiceId, patientIds, start, id, page.first + 1]);
    const encounters = Map.groupBy(rows.map(toEncounter), (encounter) => encounter.patientId);
    const cursorOf = (encounter: Encounter): string => toCursor([encounter.period.start.toISOString(), encounter.id]);
    return new Map(patientIds.map((patientId) => [patientId, toPage(encounters.get(patientId) ?? [], page.first, { cursorOf, after: page.cursor })]));
  }

  /** The encounter, locked until the transaction ends, and where its note stands. */
  async findForWriting(id: Id<'Encounter'>): Promise<WrittenEncounter | null> {
    const [row] = await this.#sql.rows<EncounterRow & { note_state: WrittenEncounter['noteState'] }>(FOR_WRITING, [this.#practiceId, id]);
    return row ? { ...toEncounter(row), noteState: row.note_state } : null;
  }

  /** Opens the encounter of a visit, or opens it again. A record that was merged into another is followed to the one it leads to. */
  async open(encounter: Pick<Encounter, 'id' | 'patientId' | 'practitionerId'> & { appointmentId: Id<'Appointment'>; start: Date }): Promise<void> {
    await this.#sql.count(OPEN, [this.#practiceId, encounter.id, encounter.patientId, encounter.appointmentId, encounter.practitionerId, encounter.start]);
  }

  /** Ends the encounter of a visit; does nothing when there is none. */
  async close(appointmentId: Id<'Appointment'>, outcome: { status: EncounterStatus; end: Date }): Promise<void> {
    await this.#sql.count(CLOSE, [this.#practiceId, appointmentId, outcome.status, outcome.end]);
  }
}

function toEncounter(row: EncounterRow): Encounter {
  return {
    id: row.id, patientId: row.patient_id, appointmentId: row.appointment_id, practitionerId: row.practitioner_id,
    practitionerName: row.practitioner_name, practitionerIdentifier: row.practitioner_identifier, practitionerIdentifierValid: row.practitioner_identifier_valid,
    placeName: row.place_name, description: row.description, period: { start: row.period_start, end: row.period_end }, status: row.status, source: row.source, needledAt: row.needled_at,
  };
}
