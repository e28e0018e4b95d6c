import { toPage, type Id, type Page } from '@spindle/kernel';
import { statement, type Sql } from '@spindle/database';
import { toCursor, type PageRequest } from '@spindle/subgraph';
import type { ClinicalNote, NoteState, NoteText } from './note';

interface TextRow {
  readonly version: number;
  readonly subjective: string;
  readonly objective: string;
  readonly assessment: string;
  readonly plan: string;
  readonly author_id: Id<'Practitioner'>;
  readonly written_at: Date;
}

interface NoteRow extends TextRow {
  readonly id: Id<'ClinicalNote'>;
  readonly encounter_id: Id<'Encounter'>;
  readonly patient_id: Id<'Patient'>;
  readonly state: NoteState;
  readonly signed_by: Id<'Practitioner'> | null;
  readonly signed_at: Date | null;
  readonly cosigned_by: Id<'Practitioner'> | null;
  readonly cosigned_at: Date | null;
}

/** A version of a note as it was. */
export interface NoteVersion {
  readonly version: number;
  readonly text: NoteText;
  readonly authorId: Id<'Practitioner'>;
  readonly writtenAt: Date;
}

export interface NoteAddendum {
  readonly id: Id<'NoteAddendum'>;
  readonly noteId: Id<'ClinicalNote'>;
  readonly text: string;
  readonly authorId: Id<'Practitioner'>;
  readonly writtenAt: Date;
}

const COLUMNS = 'id, version, encounter_id, patient_id, state, subjective, objective, assessment, plan, author_id, written_at, signed_by, signed_at, cosigned_by, cosigned_at';

const BY_IDS = statement(`SELECT ${COLUMNS} FROM patient.clinical_note WHERE practice_id = $1 AND id = ANY($2)`);
const BY_ENCOUNTERS = statement(`SELECT ${COLUMNS} FROM patient.clinical_note WHERE practice_id = $1 AND encounter_id = ANY($2)`);
const FOR_CHANGE = statement(`SELECT ${COLUMNS} FROM patient.clinical_note WHERE practice_id = $1 AND id = $2 FOR NO KEY UPDATE`);
const LAST_SIGNED = statement(`SELECT ${COLUMNS} FROM patient.clinical_note WHERE practice_id = $1 AND patient_id = $2 AND state = 'SIGNED' AND encounter_id <> $3 ORDER BY signed_at DESC, id DESC LIMIT 1`);

/** A draft is signed by the practitioner of its encounter; an assistant's note by anybody else. */
const TO_SIGN = statement(`SELECT n.id, n.version, n.encounter_id, n.patient_id, n.state, n.subjective, n.objective, n.assessment, n.plan, n.author_id, n.written_at,
    n.signed_by, n.signed_at, n.cosigned_by, n.cosigned_at
  FROM patient.clinical_note n JOIN patient.encounter e ON e.practice_id = n.practice_id AND e.id = n.encounter_id
  WHERE n.practice_id = $1 AND (n.state = 'DRAFT' AND coalesce(e.practitioner_id, n.author_id) = $2 OR n.state = 'AWAITING_COSIGNATURE' AND n.signed_by <> $2)
    AND ($3::timestamptz IS NULL OR (n.written_at, n.id) > ($3, $4::uuid))
  ORDER BY n.written_at, n.id LIMIT $5`);

const VERSIONS = statement(`SELECT page.* FROM unnest($2::uuid[]) AS asked(note_id) CROSS JOIN LATERAL (
    SELECT note_id, version, subjective, objective, assessment, plan, author_id, written_at FROM patient.note_version v
    WHERE v.practice_id = $1 AND v.note_id = asked.note_id ORDER BY version DESC LIMIT 200) AS page`);
const ADDENDA = statement(`SELECT page.* FROM unnest($2::uuid[]) AS asked(note_id) CROSS JOIN LATERAL (
    SELECT id, note_id, text, author_id, written_at FROM patient.note_addendum a
    WHERE a.practice_id = $1 AND a.note_id = asked.note_id ORDER BY written_at, id LIMIT 100) AS page`);

const INSERT = statement(`WITH version AS (
    INSERT INTO patient.clinical_note (practice_id, id, version, encounter_id, patient_id, state, subjective, objective, assessment, plan, author_id, written_at)
    VALUES ($1, $2, 1, $3, $4, 'DRAFT', $5, $6, $7, $8, $9, $10) RETURNING *)
  INSERT INTO patient.note_version (practice_id, note_id, version, subjective, objective, assessment, plan, author_id, written_at)
  SELECT practice_id, id, version, subjective, objective, assessment, plan, author_id, written_at FROM version`);
const WRITE = statement(`WITH version AS (
    UPDATE patient.clinical_note SET version = version + 1, subjective = $4, objective = $5, assessment = $6, plan = $7, author_id = $8, written_at = $9
    WHERE practice_id = $1 AND id = $2 AND version = $3 AND state = 'DRAFT' RETURNING *)
  INSERT INTO patient.note_version (practice_id, note_id, version, subjective, objective, assessment, plan, author_id, written_at)
  SELECT practice_id, id, version, subjective, objective, assessment, plan, author_id, written_at FROM version`);
const SIGN = statement(`UPDATE patient.clinical_note SET state = $4, signed_by = $5, signed_at = $6, cosigned_by = $7, cosigned_at = $8 WHERE practice_id = $1 AND id = $2 AND version = $3`);
const ADDEND = statement(`INSERT INTO patient.note_addendum (practice_id, id, note_id, text, author_id, written_at) VALUES ($1, $2, $3, $4, $5, $6)`);

/** Reads and writes notes of one practice. */
export class NoteRepository {
  constructor(readonly sql: Sql, readonly practiceId: Id<'Practice'>) {}

  async findMany(ids: readonly Id<'ClinicalNote'>[]): Promise<ClinicalNote[]> {
    return (await this.sql.rows<NoteRow>(BY_IDS, [this.practiceId, ids])).map(toNote);
  }

  async ofEncounters(ids: readonly Id<'Encounter'>[]): Promise<ClinicalNote[]> {
    return (await this.sql.rows<NoteRow>(BY_ENCOUNTERS, [this.practiceId, ids])).map(toNote);
  }

  /** The note, locked until the transaction ends. */
  async findForChange(id: Id<'ClinicalNote'>): Promise<ClinicalNote | null> {
    const [row] = await this.sql.rows<NoteRow>(FOR_CHANGE, [this.practiceId, id]);
    return row ? toNote(row) : null;
  }

  /** The patient's last signed note of another encounter. */
  async lastSigned(patientId: Id<'Patient'>, otherThan: Id<'Encounter'>): Promise<ClinicalNote | null> {
    const [row] = await this.sql.rows<NoteRow>(LAST_SIGNED, [this.practiceId, patientId, otherThan]);
    return row ? toNote(row) : null;
  }

  async toSign(practitionerId: Id<'Practitioner'>, page: PageRequest): Promise<Page<ClinicalNote>> {
    const [writtenAt, id] = page.after ?? [null, null];
    const notes = (await this.sql.rows<NoteRow>(TO_SIGN, [this.practiceId, practitionerId, writtenAt, id, page.first + 1])).map(toNote);
    return toPage(notes, page.first, { cursorOf: (note) => toCursor([note.writtenAt.toISOString(), note.id]), after: page.cursor });
  }

  async versionsOf(ids: readonly Id<'ClinicalNote'>[]): Promise<ReadonlyMap<Id<'ClinicalNote'>, readonly NoteVersion[]>> {
    const rows = await this.sql.rows<TextRow & { note_id: Id<'ClinicalNote'> }>(VERSIONS, [this.practiceId, ids]);
    const groups = Map.groupBy(rows, (row) => row.note_id);
    return new Map(ids.map((id) => [id, (groups.get(id) ?? []).map((row) => ({ version: row.version, text: toText(row), authorId: row.author_id, writtenAt: row.written_at }))]));
  }

  async addendaOf(ids: readonly Id<'ClinicalNote'>[]): Promise<ReadonlyMap<Id<'ClinicalNote'>, readonly NoteAddendum[]>> {
    interface Row { readonly id: Id<'NoteAddendum'>; readonly note_id: Id<'ClinicalNote'>; readonly text: string; readonly author_id: Id<'Practitioner'>; readonly written_at: Date }
    const rows = await this.sql.rows<Row>(ADDENDA, [this.practiceId, ids]);
    const groups = Map.groupBy(rows, (row) => row.note_id);
    return new Map(ids.map((noteId) => [noteId, (groups.get(noteId) ?? []).map((row) => ({ id: row.id, noteId, text: row.text, authorId: row.author_id, writtenAt: row.written_at }))]));
  }

  async insert({ id, encounterId, patientId, subjective, objective, assessment, plan, authorId, writtenAt }: Omit<ClinicalNote, 'version' | 'state' | 'signedBy' | 'signedAt' | 'cosignedBy' | 'cosignedAt'>): Promise<void> {
    await this.sql.count(INSERT, [this.practiceId, id, encounterId, patientId, subjective, objective, assessment, plan, authorId, writtenAt]);
  }

  /** Writes the next version of a draft. False when it has another version by now. */
  async write(id: Id<'ClinicalNote'>, { version, text, authorId, writtenAt }: NoteVersion): Promise<boolean> {
    return (await this.sql.count(WRITE, [this.practiceId, id, version, text.subjective, text.objective, text.assessment, text.plan, authorId, writtenAt])) === 1;
  }

  async sign({ id, version, state, signedBy, signedAt, cosignedBy, cosignedAt }: ClinicalNote): Promise<void> {
    await this.sql.count(SIGN, [this.practiceId, id, version, state, signedBy, signedAt, cosignedBy, cosignedAt]);
  }

  async addend({ id, noteId, text, authorId, writtenAt }: NoteAddendum): Promise<void> {
    await this.sql.count(ADDEND, [this.practiceId, id, noteId, text, authorId, writtenAt]);
  }
}

function toText({ subjective, objective, assessment, plan }: NoteText): NoteText {
  return { subjective, objective, assessment, plan };
}

function toNote(row: NoteRow): ClinicalNote {
  const { id, version, state } = row;
  return {
    id, version, state, ...toText(row), encounterId: row.encounter_id, patientId: row.patient_id, authorId: row.author_id, writtenAt: row.written_at,
    signedBy: row.signed_by, signedAt: row.signed_at, cosignedBy: row.cosigned_by, cosignedAt: row.cosigned_at,
  };
}
