import { toPage, type CalendarDay, type Id, type Page } from '@spindle/kernel';
import { statement, type Sql } from '@spindle/database';
import { toCursor, type PageRequest } from '@spindle/subgraph';
import type { Disclosure } from './disclosure';

const COLUMNS = `d.id, d.patient_id AS "patientId", d.disclosed_on AS "disclosedOn", d.recipient_name AS "recipientName", d.recipient_address AS "recipientAddress", d.description, d.basis,
  d.purpose, d.recorded_at AS "recordedAt", d.recorded_by AS "recordedBy", d.corrects_id AS "correctsId", d.correction_reason AS "correctionReason"`;

const BY_IDS = statement(`SELECT ${COLUMNS} FROM patient.disclosure d WHERE d.practice_id = $1 AND d.id = ANY($2)`);
const OF_PATIENTS = statement(`SELECT page.* FROM unnest($2::uuid[]) AS asked(patient_id) CROSS JOIN LATERAL (
    SELECT ${COLUMNS} FROM patient.disclosure d
    WHERE d.practice_id = $1 AND d.patient_id = asked.patient_id AND d.disclosed_on >= $3 AND ($4::date IS NULL OR (d.disclosed_on, d.id) < ($4, $5::uuid))
      AND NOT EXISTS (SELECT FROM patient.disclosure later WHERE later.practice_id = $1 AND later.corrects_id = d.id)
    ORDER BY d.disclosed_on DESC, d.id DESC LIMIT $6) AS page`);
const CORRECTION_OF = statement('SELECT id FROM patient.disclosure WHERE practice_id = $1 AND corrects_id = $2');
const INSERT = statement(`INSERT INTO patient.disclosure (practice_id, id, patient_id, disclosed_on, recipient_name, recipient_address, description, basis, purpose, recorded_at, recorded_by, corrects_id, correction_reason)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) ON CONFLICT (practice_id, corrects_id) DO NOTHING`);

/** Reads and adds disclosures of one practice. None is ever changed. */
export class DisclosureRepository {
  constructor(readonly sql: Sql, readonly practiceId: Id<'Practice'>) {}

  findMany(ids: readonly Id<'Disclosure'>[]): Promise<Disclosure[]> {
    return this.sql.rows<Disclosure>(BY_IDS, [this.practiceId, ids]);
  }

  /** The same page of each patient's disclosures since a day, the newest first, corrected ones left out. */
  async pagesOf(patientIds: readonly Id<'Patient'>[], since: CalendarDay, page: PageRequest): Promise<ReadonlyMap<Id<'Patient'>, Page<Disclosure>>> {
    const [day, id] = page.after ?? [null, null];
    const rows = await this.sql.rows<Disclosure>(OF_PATIENTS, [this.practiceId, patientIds, since, day, id, page.first + 1]);
    const disclosures = Map.groupBy(rows, ({ patientId }) => patientId);
    const cursorOf = (row: Disclosure): string => toCursor([row.disclosedOn, row.id]);
    return new Map(patientIds.map((patientId) => [patientId, toPage(disclosures.get(patientId) ?? [], page.first, { cursorOf, after: page.cursor })]));
  }

  async findCorrectionOf(id: Id<'Disclosure'>): Promise<Id<'Disclosure'> | null> {
    return (await this.sql.rows<{ id: Id<'Disclosure'> }>(CORRECTION_OF, [this.practiceId, id]))[0]?.id ?? null;
  }

  /** False when another correction of the same disclosure came first. */
  async add(row: Disclosure): Promise<boolean> {
    const { id, patientId, disclosedOn, recipientName, recipientAddress, description, basis, purpose, recordedAt, recordedBy, correctsId, correctionReason } = row;
    return (await this.sql.count(INSERT, [this.practiceId, id, patientId, disclosedOn, recipientName, recipientAddress, description, basis, purpose, recordedAt, recordedBy, correctsId, correctionReason])) === 1;
  }
}
