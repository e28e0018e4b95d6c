import type { Id } from '@spindle/kernel';
import { statement, type Sql } from '@spindle/database';
import type { Candidate, FreedSlot } from './match';
import { ENTRY_COLUMNS, toEntry, type EntryRow } from './waitlist.repository';

/** As many as are looked at for one slot. Those with the highest priority who have waited longest come first. */
const CANDIDATES = 1_000;

/** Of visits that gave their time back. Times that were held for an offer are not new; a seat in a group session is no time that can be had alone. */
const KEEP = statement(`INSERT INTO scheduling.freed_slot (practice_id, id, appointment_id, freed_at, starts_at)
  SELECT a.practice_id, uuidv7(), a.id, a.state_changed_at, a.starts_at FROM scheduling.appointment a
  WHERE a.practice_id = current_setting('app.practice_id')::uuid AND a.id = ANY($1::uuid[]) AND a.starts_at > a.state_changed_at AND a.practitioner_id IS NOT NULL AND a.session_id IS NULL
    AND NOT EXISTS (SELECT FROM scheduling.waitlist_offer o WHERE o.practice_id = a.practice_id AND o.appointment_id = a.id)
  ON CONFLICT DO NOTHING`);
const TAKE_TURN = statement(`SELECT pg_advisory_xact_lock(hashtextextended('scheduling waitlist ' || $1::text, 0))`);
const OPEN = statement(`SELECT f.id FROM scheduling.freed_slot f WHERE f.practice_id = $1 AND f.closed_at IS NULL
    AND NOT EXISTS (SELECT FROM scheduling.waitlist_offer o WHERE o.practice_id = $1 AND o.slot_id = f.id AND o.state = 'OPEN')
  ORDER BY f.starts_at, f.id LIMIT 100`);
const FOR_OFFER = statement(`SELECT f.id, a.practitioner_id, a.location_id, a.time_zone, a.room_id, a.starts_at, a.ends_at, a.local_start::text AS local_start
  FROM scheduling.freed_slot f JOIN scheduling.appointment a ON a.practice_id = $1 AND a.id = f.appointment_id
  WHERE f.practice_id = $1 AND f.id = $2 AND f.closed_at IS NULL
    AND NOT EXISTS (SELECT FROM scheduling.waitlist_offer o WHERE o.practice_id = $1 AND o.slot_id = f.id AND o.state = 'OPEN')
  FOR UPDATE OF f`);
const WHO_WAITS = statement(`SELECT ${ENTRY_COLUMNS}, s.duration_minutes, s.needs_room,
    EXISTS (SELECT FROM scheduling.appointment other WHERE other.practice_id = $1 AND other.patient_id = e.patient_id AND other.local_start::date = $4::date
      AND other.starts_at BETWEEN $4::date - interval '1 day' AND $4::date + interval '2 days' AND other.state IN ('HELD', 'BOOKED', 'CONFIRMED', 'ARRIVED', 'IN_ROOM', 'IN_TREATMENT', 'COMPLETED')) AS visits_that_day,
    EXISTS (SELECT FROM scheduling.waitlist_offer o WHERE o.practice_id = $1 AND o.slot_id = $2 AND o.entry_id = e.id) AS was_offered,
    EXISTS (SELECT FROM scheduling.waitlist_offer o WHERE o.practice_id = $1 AND o.entry_id = e.id AND o.state = 'OPEN') AS has_open_offer
  FROM scheduling.waitlist_entry e JOIN scheduling.service_type s ON s.practice_id = $1 AND s.code = e.service_type_code
  WHERE e.practice_id = $1 AND e.state = 'WAITING' AND NOT s.retired AND (cardinality(e.location_ids) = 0 OR $3::uuid = ANY(e.location_ids))
  ORDER BY array_position(ARRAY['URGENT', 'HIGH', 'NORMAL'], e.priority), e.waiting_since, e.id LIMIT ${CANDIDATES}`);
const DUE = statement(`SELECT o.id FROM scheduling.waitlist_offer o WHERE o.practice_id = $1 AND o.state = 'OPEN' AND o.expires_at <= $2 ORDER BY o.expires_at, o.id LIMIT 100`);

/** Asked by the worker, which sees all practices: which have a time to offer or an offer to end. */
export const PRACTICES_WAITING = `SELECT practice_id FROM scheduling.waitlist_offer WHERE state = 'OPEN' AND expires_at <= $1
  UNION SELECT f.practice_id FROM scheduling.freed_slot f WHERE f.closed_at IS NULL
    AND NOT EXISTS (SELECT FROM scheduling.waitlist_offer o WHERE o.practice_id = f.practice_id AND o.slot_id = f.id AND o.state = 'OPEN')`;

interface SlotRow {
  readonly id: string;
  readonly practitioner_id: string;
  readonly location_id: string;
  readonly time_zone: string;
  readonly room_id: string | null;
  readonly starts_at: Date;
  readonly ends_at: Date;
  readonly local_start: string;
}

type CandidateRow = EntryRow & {
  readonly duration_minutes: number; readonly needs_room: boolean;
  readonly visits_that_day: boolean; readonly was_offered: boolean; readonly has_open_offer: boolean;
};

export interface OpenSlot extends FreedSlot {
  readonly id: Id<'FreedSlot'>;
  readonly timeZone: string;
}

/** Keeps and reads the times that came free, and reads who might want one. */
export class FreedSlotRepository {
  constructor(readonly sql: Sql, readonly practiceId: Id<'Practice'>) {}

  /** One offer of the practice is decided at a time, so that each goes to the best who is still free for it. */
  async takeTurn(): Promise<void> {
    await this.sql.rows(TAKE_TURN, [this.practiceId]);
  }

  /** Slots that are to be offered, the next one first. */
  async findOpen(): Promise<Id<'FreedSlot'>[]> {
    return (await this.sql.rows<{ id: string }>(OPEN, [this.practiceId])).map(({ id }) => id);
  }

  /** The slot, locked until the transaction ends; null when it is closed or offered. */
  async findForOffer(id: Id<'FreedSlot'>): Promise<OpenSlot | null> {
    const [row] = await this.sql.rows<SlotRow>(FOR_OFFER, [this.practiceId, id]);
    if (!row) return null;
    return {
      id: row.id, practitionerId: row.practitioner_id, locationId: row.location_id, timeZone: row.time_zone,
      roomId: row.room_id, startsAt: row.starts_at, endsAt: row.ends_at, localStart: `${row.local_start.slice(0, 10)}T${row.local_start.slice(11, 16)}`,
    };
  }

  async findCandidates({ id, locationId, localStart }: OpenSlot): Promise<Candidate[]> {
    const rows = await this.sql.rows<CandidateRow>(WHO_WAITS, [this.practiceId, id, locationId, localStart.slice(0, 10)]);
    return rows.map((row) => ({
      entry: toEntry(row), durationMinutes: row.duration_minutes, needsRoom: row.needs_room,
      visitsThatDay: row.visits_that_day, wasOffered: row.was_offered, hasOpenOffer: row.has_open_offer,
    }));
  }

  /** Offers whose time is over. */
  async findDueOffers(now: Date): Promise<Id<'WaitlistOffer'>[]> {
    return (await this.sql.rows<{ id: string }>(DUE, [this.practiceId, now])).map(({ id }) => id);
  }
}

/** Keeps the time that visits gave back, to be offered. Called in the transaction that frees it. */
export async function keepFreedSlots(sql: Sql, appointmentIds: readonly Id<'Appointment'>[]): Promise<void> {
  await sql.count(KEEP, [appointmentIds]);
}
