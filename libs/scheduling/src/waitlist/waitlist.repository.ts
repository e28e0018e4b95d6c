import type { CalendarDay, Id } from '@spindle/kernel';
import { statement, type Sql } from '@spindle/database';
import type { Weekday } from '../series/occurrence';
import type { DayPart, EntryState, OfferState, WaitlistEntry, WaitlistOffer, WaitlistPriority } from './waitlist';

export const ENTRY_COLUMNS = `e.id, e.version, e.state, e.patient_id, e.service_type_code, e.priority, e.location_ids, e.practitioner_ids, e.weekdays, e.day_parts,
  e.earliest_day, e.latest_day, e.notice_minutes, e.waiting_since, e.appointment_id`;
const OFFER_COLUMNS = 'o.id, o.entry_id, o.slot_id, o.appointment_id, o.state, o.offered_at, o.expires_at';

const ENTRIES = statement(`SELECT ${ENTRY_COLUMNS} FROM scheduling.waitlist_entry e WHERE e.practice_id = $1 AND e.id = ANY($2::uuid[])`);
const ENTRY_FOR_CHANGE = statement(`SELECT ${ENTRY_COLUMNS} FROM scheduling.waitlist_entry e WHERE e.practice_id = $1 AND e.id = $2 FOR NO KEY UPDATE`);
const WAITING = statement(`SELECT ${ENTRY_COLUMNS} FROM scheduling.waitlist_entry e
  WHERE e.practice_id = $1 AND e.state = 'WAITING' AND (e.waiting_since, e.id) > ($2::timestamptz, $3::uuid) AND ($5::uuid IS NULL OR cardinality(e.location_ids) = 0 OR $5 = ANY(e.location_ids))
  ORDER BY e.waiting_since, e.id LIMIT $4`);
const OF_PATIENTS = statement(`SELECT ${ENTRY_COLUMNS} FROM unnest($2::uuid[]) AS wanted(id) CROSS JOIN LATERAL (SELECT * FROM scheduling.waitlist_entry one
    WHERE one.practice_id = $1 AND one.patient_id = wanted.id AND (one.waiting_since, one.id) > ($3::timestamptz, $4::uuid) ORDER BY one.waiting_since, one.id LIMIT $5) e ORDER BY e.waiting_since, e.id`);
const OFFERS = statement(`SELECT ${OFFER_COLUMNS} FROM scheduling.waitlist_offer o WHERE o.practice_id = $1 AND o.id = ANY($2::uuid[])`);
const OFFER_FOR_CHANGE = statement(`SELECT ${OFFER_COLUMNS} FROM scheduling.waitlist_offer o WHERE o.practice_id = $1 AND o.id = $2 FOR NO KEY UPDATE`);
const OPEN_OF_ENTRIES = statement(`SELECT ${OFFER_COLUMNS} FROM scheduling.waitlist_offer o WHERE o.practice_id = $1 AND o.entry_id = ANY($2::uuid[]) AND o.state = 'OPEN'`);
const OPEN_OFFERS = statement(`SELECT ${OFFER_COLUMNS} FROM scheduling.waitlist_offer o WHERE o.practice_id = $1 AND o.state = 'OPEN' AND (o.expires_at, o.id) > ($2::timestamptz, $3::uuid)
  ORDER BY o.expires_at, o.id LIMIT $4`);

export interface EntryRow {
  readonly id: string;
  readonly version: number;
  readonly state: EntryState;
  readonly patient_id: string;
  readonly service_type_code: string;
  readonly priority: WaitlistPriority;
  readonly location_ids: string[];
  readonly practitioner_ids: string[];
  readonly weekdays: Weekday[];
  readonly day_parts: DayPart[];
  readonly earliest_day: CalendarDay | null;
  readonly latest_day: CalendarDay | null;
  readonly notice_minutes: number;
  readonly waiting_since: Date;
  readonly appointment_id: string | null;
}

interface OfferRow {
  readonly id: string;
  readonly entry_id: string;
  readonly slot_id: string;
  readonly appointment_id: string;
  readonly state: OfferState;
  readonly offered_at: Date;
  readonly expires_at: Date;
}

export interface WaitlistSlice {
  readonly after: readonly string[];
  readonly limit: number;
}

/** Reads who waits and what was offered. */
export class WaitlistRepository {
  constructor(readonly sql: Sql, readonly practiceId: Id<'Practice'>) {}

  async findEntries(ids: readonly Id<'WaitlistEntry'>[]): Promise<WaitlistEntry[]> {
    return (await this.sql.rows<EntryRow>(ENTRIES, [this.practiceId, ids])).map(toEntry);
  }

  /** The entry, its row locked until the transaction ends. */
  async findEntryForChange(id: Id<'WaitlistEntry'>): Promise<WaitlistEntry | null> {
    const [row] = await this.sql.rows<EntryRow>(ENTRY_FOR_CHANGE, [this.practiceId, id]);
    return row ? toEntry(row) : null;
  }

  async findWaiting({ after: [since, id], limit }: WaitlistSlice, locationId: Id<'Location'> | null): Promise<WaitlistEntry[]> {
    return (await this.sql.rows<EntryRow>(WAITING, [this.practiceId, since, id, limit, locationId])).map(toEntry);
  }

  async findOfPatients(patientIds: readonly Id<'Patient'>[], { after: [since, id], limit }: WaitlistSlice): Promise<WaitlistEntry[]> {
    return (await this.sql.rows<EntryRow>(OF_PATIENTS, [this.practiceId, patientIds, since, id, limit])).map(toEntry);
  }

  async findOffers(ids: readonly Id<'WaitlistOffer'>[]): Promise<WaitlistOffer[]> {
    return (await this.sql.rows<OfferRow>(OFFERS, [this.practiceId, ids])).map(toOffer);
  }

  /** The offer, its row locked until the transaction ends. */
  async findOfferForChange(id: Id<'WaitlistOffer'>): Promise<WaitlistOffer | null> {
    const [row] = await this.sql.rows<OfferRow>(OFFER_FOR_CHANGE, [this.practiceId, id]);
    return row ? toOffer(row) : null;
  }

  async findOpenOffersOf(entryIds: readonly Id<'WaitlistEntry'>[]): Promise<WaitlistOffer[]> {
    return (await this.sql.rows<OfferRow>(OPEN_OF_ENTRIES, [this.practiceId, entryIds])).map(toOffer);
  }

  async findOpenOffers({ after: [expiresAt, id], limit }: WaitlistSlice): Promise<WaitlistOffer[]> {
    return (await this.sql.rows<OfferRow>(OPEN_OFFERS, [this.practiceId, expiresAt, id, limit])).map(toOffer);
  }
}

export function toEntry(row: EntryRow): WaitlistEntry {
  return {
    id: row.id, version: row.version, state: row.state, patientId: row.patient_id, serviceTypeCode: row.service_type_code, priority: row.priority,
    locationIds: row.location_ids, practitionerIds: row.practitioner_ids, weekdays: row.weekdays, dayParts: row.day_parts,
    earliestDay: row.earliest_day, latestDay: row.latest_day, noticeMinutes: row.notice_minutes, waitingSince: row.waiting_since, appointmentId: row.appointment_id,
  };
}

function toOffer(row: OfferRow): WaitlistOffer {
  return { id: row.id, entryId: row.entry_id, slotId: row.slot_id, appointmentId: row.appointment_id, state: row.state, offeredAt: row.offered_at, expiresAt: row.expires_at };
}
