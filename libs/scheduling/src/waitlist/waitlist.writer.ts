import type { Id } from '@spindle/kernel';
import { statement, type Sql } from '@spindle/database';
import type { OfferState, WaitlistEntry, WaitlistOffer } from './waitlist';

const ADD_ENTRY = statement(`INSERT INTO scheduling.waitlist_entry (practice_id, id, version, state, patient_id, service_type_code, priority, location_ids, practitioner_ids, weekdays, day_parts,
    earliest_day, latest_day, notice_minutes, waiting_since)
  VALUES ($1, $2, 1, 'WAITING', $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`);
const END_ENTRY = statement('UPDATE scheduling.waitlist_entry SET version = version + 1, state = $3, appointment_id = $4, ended_at = $5 WHERE practice_id = $1 AND id = $2');
const ADD_OFFER = statement(`INSERT INTO scheduling.waitlist_offer (practice_id, id, entry_id, slot_id, appointment_id, state, offered_at, expires_at)
  VALUES ($1, $2, $3, $4, $5, 'OPEN', $6, $7) ON CONFLICT DO NOTHING`);
const END_OFFER = statement(`UPDATE scheduling.waitlist_offer SET state = $3, ended_at = $4 WHERE practice_id = $1 AND id = $2`);
const CLOSE_SLOT = statement('UPDATE scheduling.freed_slot SET closed_at = $3 WHERE practice_id = $1 AND id = $2 AND closed_at IS NULL');

/** Writes the waitlist; decides nothing. */
export class WaitlistWriter {
  constructor(readonly sql: Sql, readonly practiceId: Id<'Practice'>) {}

  async addEntry(entry: Omit<WaitlistEntry, 'version' | 'state' | 'appointmentId'>): Promise<void> {
    const { id, patientId, serviceTypeCode, priority, locationIds, practitionerIds, weekdays, dayParts, earliestDay, latestDay, noticeMinutes, waitingSince } = entry;
    await this.sql.count(ADD_ENTRY, [this.practiceId, id, patientId, serviceTypeCode, priority, locationIds, practitionerIds, weekdays, dayParts, earliestDay, latestDay, noticeMinutes, waitingSince]);
  }

  async endEntry(id: Id<'WaitlistEntry'>, { appointmentId, at }: { readonly appointmentId: Id<'Appointment'> | null; readonly at: Date }): Promise<void> {
    await this.sql.count(END_ENTRY, [this.practiceId, id, appointmentId === null ? 'WITHDRAWN' : 'BOOKED', appointmentId, at]);
  }

  /** False when an offer of the slot, or to the one who waits, stands already. */
  async addOffer({ id, entryId, slotId, appointmentId, offeredAt, expiresAt }: Omit<WaitlistOffer, 'state'>): Promise<boolean> {
    return (await this.sql.count(ADD_OFFER, [this.practiceId, id, entryId, slotId, appointmentId, offeredAt, expiresAt])) === 1;
  }

  async endOffer(id: Id<'WaitlistOffer'>, state: OfferState, at: Date): Promise<void> {
    await this.sql.count(END_OFFER, [this.practiceId, id, state, at]);
  }

  /** Nobody is offered this slot any more. */
  async closeSlot(id: Id<'FreedSlot'>, at: Date): Promise<void> {
    await this.sql.count(CLOSE_SLOT, [this.practiceId, id, at]);
  }
}
