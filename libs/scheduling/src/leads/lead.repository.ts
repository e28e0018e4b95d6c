import type { CalendarDay, Id } from '@spindle/kernel';
import { statement, type Sql } from '@spindle/database';
import type { FreeConsultationReport, FreeConsultationRule } from './free-consultation';
import type { Lead, LeadDetails, LeadLanguage, LeadSource } from './lead';

const LEAD_COLUMNS = 'd.id, d.name, d.telephone, d.concern, d.source, d.source_other, d.preferred_language, d.created_at, d.patient_id, d.converted_at';
/** Writes the lead, or what is new of a known one; the row is locked until the transaction ends. */
const KEEP = statement(`INSERT INTO scheduling.lead AS d (practice_id, id, name, name_key, telephone, concern, source, source_other, preferred_language, created_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
  ON CONFLICT (practice_id, telephone, name_key) DO UPDATE SET name = excluded.name, concern = coalesce(excluded.concern, d.concern), preferred_language = excluded.preferred_language
  RETURNING ${LEAD_COLUMNS}`);
/** Writes the lead; of a known one nothing is changed but its lock. */
const KEEP_KNOWN = statement(`INSERT INTO scheduling.lead AS d (practice_id, id, name, name_key, telephone, concern, source, source_other, preferred_language, created_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT (practice_id, telephone, name_key) DO UPDATE SET name = d.name RETURNING ${LEAD_COLUMNS}`);
const ADD_PERSON = statement(`INSERT INTO scheduling.resource (practice_id, id, kind, capacity) VALUES ($1, $2, 'LEAD', 1) ON CONFLICT DO NOTHING`);
export const LEADS = statement(`SELECT ${LEAD_COLUMNS} FROM scheduling.lead d WHERE d.practice_id = $1 AND d.id = ANY($2::uuid[])`);
const RULE = statement(`SELECT r.service_type_code, r.months FROM scheduling.free_consultation_rule r
  JOIN scheduling.service_type s ON s.practice_id = $1 AND s.code = r.service_type_code AND s.complimentary AND NOT s.retired
  WHERE r.practice_id = $1 AND r.valid_from <= $2 AND r.valid_from = (SELECT max(newest.valid_from) FROM scheduling.free_consultation_rule newest WHERE newest.practice_id = $1 AND newest.valid_from <= $2)`);
/** A consultation that was cancelled, missed or moved away was none. */
const LAST_OF = statement(`SELECT max(a.local_start)::date::text AS day FROM scheduling.free_consultation f
  JOIN scheduling.appointment a ON a.practice_id = $1 AND a.id = f.appointment_id AND a.state IN ('HELD', 'BOOKED', 'CONFIRMED', 'ARRIVED', 'IN_ROOM', 'IN_TREATMENT', 'COMPLETED')
  WHERE f.practice_id = $1 AND f.lead_id = $2`);
const ADD_CONSULTATION = statement(`INSERT INTO scheduling.free_consultation (practice_id, id, lead_id, appointment_id, channel, confirmation_code, booked_on) VALUES ($1, $2, $3, $4, $5, $6, $7)`);
const FOLLOW_MOVES = statement(`UPDATE scheduling.free_consultation f SET appointment_id = moved.new_id FROM unnest($2::uuid[], $3::uuid[]) AS moved(old_id, new_id)
  WHERE f.practice_id = $1 AND f.appointment_id = moved.old_id`);
const ZONE = statement('SELECT time_zone FROM scheduling.location WHERE practice_id = $1 AND id = $2');
/** Of each person the consultations within the days count as one. */
const COUNTS = statement(`WITH person AS (
    SELECT f.lead_id, bool_or(a.arrived_at IS NOT NULL) AS arrived FROM scheduling.free_consultation f
    JOIN scheduling.appointment a ON a.practice_id = $1 AND a.id = f.appointment_id WHERE f.practice_id = $1 AND f.booked_on BETWEEN $2 AND $3 GROUP BY f.lead_id)
  SELECT d.source, count(*)::integer AS booked, count(*) FILTER (WHERE person.arrived)::integer AS arrived, count(*) FILTER (WHERE d.patient_id IS NOT NULL)::integer AS converted
  FROM person JOIN scheduling.lead d ON d.practice_id = $1 AND d.id = person.lead_id GROUP BY d.source ORDER BY 2 DESC, 1`);

interface LeadRow {
  readonly id: string;
  readonly name: string;
  readonly telephone: string;
  readonly concern: string | null;
  readonly source: LeadSource;
  readonly source_other: string | null;
  readonly preferred_language: LeadLanguage;
  readonly created_at: Date;
  readonly patient_id: string | null;
  readonly converted_at: Date | null;
}

function toLead(row: LeadRow): Lead {
  return {
    id: row.id, name: row.name, telephone: row.telephone, concern: row.concern, source: row.source, sourceOther: row.source_other,
    preferredLanguage: row.preferred_language, createdAt: row.created_at, patientId: row.patient_id, convertedAt: row.converted_at,
  };
}

export interface NewFreeConsultation {
  readonly id: Id<'FreeConsultation'>;
  readonly leadId: Id<'Lead'>;
  readonly appointmentId: Id<'Appointment'>;
  readonly channel: 'TELEPHONE' | 'WEB';
  readonly confirmationCode: string;
  readonly bookedOn: CalendarDay;
}

/** Reads and writes leads and their free consultations. */
export class LeadRepository {
  constructor(readonly sql: Sql, readonly practiceId: Id<'Practice'>) {}

  /** The lead of that telephone and name: the known one, or a new one by this id. Two bookings for one person take turns. */
  keep(id: Id<'Lead'>, details: LeadDetails, at: Date): Promise<Lead> {
    return this.#keep(KEEP, { id, details, at });
  }

  /** The same where whoever tells may be anybody: what is known of a lead stays as it is. */
  keepKnown(id: Id<'Lead'>, details: LeadDetails, at: Date): Promise<Lead> {
    return this.#keep(KEEP_KNOWN, { id, details, at });
  }

  async #keep(text: typeof KEEP, { id, details, at }: { readonly id: Id<'Lead'>; readonly details: LeadDetails; readonly at: Date }): Promise<Lead> {
    const { name, nameKey, telephone, concern, source, sourceOther, preferredLanguage } = details;
    const [row] = await this.sql.rows<LeadRow>(text, [this.practiceId, id, name, nameKey, telephone, concern, source, sourceOther, preferredLanguage, at]);
    if (!row) throw new Error('A lead was not written.');
    await this.sql.count(ADD_PERSON, [this.practiceId, row.id]);
    return toLead(row);
  }

  async findMany(ids: readonly Id<'Lead'>[]): Promise<Lead[]> {
    return (await this.sql.rows<LeadRow>(LEADS, [this.practiceId, ids])).map(toLead);
  }

  /** The rule of a day; null where the clinic offers none. */
  async findRule(day: CalendarDay): Promise<FreeConsultationRule | null> {
    const [row] = await this.sql.rows<{ service_type_code: string; months: number }>(RULE, [this.practiceId, day]);
    return row ? { serviceTypeCode: row.service_type_code, months: row.months } : null;
  }

  /** The day of the latest consultation that the lead had or has. */
  async findLastDay(leadId: Id<'Lead'>): Promise<CalendarDay | null> {
    const [row] = await this.sql.rows<{ day: CalendarDay | null }>(LAST_OF, [this.practiceId, leadId]);
    return row?.day ?? null;
  }

  async findTimeZone(locationId: Id<'Location'>): Promise<string | null> {
    const [row] = await this.sql.rows<{ time_zone: string }>(ZONE, [this.practiceId, locationId]);
    return row?.time_zone ?? null;
  }

  async addConsultation({ id, leadId, appointmentId, channel, confirmationCode, bookedOn }: NewFreeConsultation): Promise<void> {
    await this.sql.count(ADD_CONSULTATION, [this.practiceId, id, leadId, appointmentId, channel, confirmationCode, bookedOn]);
  }

  /** Visits were moved: the consultations are now those at the new times. */
  async followMoves(moves: readonly { readonly oldId: string; readonly newId: string }[]): Promise<void> {
    await this.sql.count(FOLLOW_MOVES, [this.practiceId, moves.map(({ oldId }) => oldId), moves.map(({ newId }) => newId)]);
  }

  async count(from: CalendarDay, through: CalendarDay): Promise<FreeConsultationReport['bySource']> {
    const rows = await this.sql.rows<{ source: LeadSource; booked: number; arrived: number; converted: number }>(COUNTS, [this.practiceId, from, through]);
    return rows.map(({ source, ...count }) => ({ source, count }));
  }
}
