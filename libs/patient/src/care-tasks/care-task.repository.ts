import { toPage, type CalendarDay, type Id, type Page } from '@spindle/kernel';
import { newId, statement, type Sql } from '@spindle/database';
import { toCursor, type PageRequest } from '@spindle/subgraph';
import type { CareTask, CareTaskKind } from './care-task';

const COLUMNS = `id, version, kind, patient_id AS "patientId", encounter_id AS "encounterId", due_on AS "dueOn", done_at AS "doneAt", done_by AS "doneBy", outcome`;

const BY_ID = statement(`SELECT ${COLUMNS} FROM patient.care_task WHERE practice_id = $1 AND id = $2`);
const FOR_CHANGE = statement(`SELECT ${COLUMNS} FROM patient.care_task WHERE practice_id = $1 AND id = $2 FOR NO KEY UPDATE`);
const DUE = statement(`SELECT ${COLUMNS} FROM patient.care_task WHERE practice_id = $1 AND done_at IS NULL AND due_on <= coalesce($2::date, 'infinity') AND ($3::date IS NULL OR (due_on, id) > ($3, $4::uuid))
  ORDER BY due_on, id LIMIT $5`);
const INSERT = statement(`INSERT INTO patient.care_task (practice_id, id, encounter_id, patient_id, version, kind, due_on) VALUES ($1, $2, $3, $4, 1, $5, $6) ON CONFLICT DO NOTHING`);
const COMPLETE = statement(`UPDATE patient.care_task SET version = version + 1, done_at = $4, done_by = $5, outcome = $6 WHERE practice_id = $1 AND id = $2 AND version = $3`);

/** Reads and writes care tasks of one practice. */
export class CareTaskRepository {
  constructor(readonly sql: Sql, readonly practiceId: Id<'Practice'>) {}

  async find(id: Id<'CareTask'>): Promise<CareTask | null> {
    return (await this.sql.rows<CareTask>(BY_ID, [this.practiceId, id]))[0] ?? null;
  }

  /** The task, locked until the transaction ends. */
  async findForChange(id: Id<'CareTask'>): Promise<CareTask | null> {
    return (await this.sql.rows<CareTask>(FOR_CHANGE, [this.practiceId, id]))[0] ?? null;
  }

  async due(through: CalendarDay | null, page: PageRequest): Promise<Page<CareTask>> {
    const [dueOn, id] = page.after ?? [null, null];
    const tasks = await this.sql.rows<CareTask>(DUE, [this.practiceId, through, dueOn, id, page.first + 1]);
    return toPage(tasks, page.first, { cursorOf: (task) => toCursor([task.dueOn, task.id]), after: page.cursor });
  }

  /** Adds a task unless the encounter has one of the kind for the day. */
  async add(encounter: { readonly id: Id<'Encounter'>; readonly patientId: Id<'Patient'> }, kind: CareTaskKind, dueOn: CalendarDay): Promise<void> {
    await this.sql.count(INSERT, [this.practiceId, newId(), encounter.id, encounter.patientId, kind, dueOn]);
  }

  async complete({ id, version, doneAt, doneBy, outcome }: CareTask): Promise<void> {
    await this.sql.count(COMPLETE, [this.practiceId, id, version, doneAt, doneBy, outcome]);
  }
}
