import { at, EXTENSION, KEY, PRACTICE, ROW_EXTENSION, rowAt, words, type Element, type RecordTable, type Row } from '@spindle/fhir';

/** Visits of other systems. One of our own stands in our rooms, our hours and our practitioners' days, and stays there. */
export const IMPORTED_APPOINTMENT: RecordTable = {
  name: 'scheduling.appointment', resource: 'Appointment', of: { patient: ['patient_id'] }, frame: visitFrame,
  columns: {
    practice_id: PRACTICE, id: KEY, version: EXTENSION,
    state: at('status', words({
      EXPIRED: 'cancelled', RESCHEDULED: 'cancelled', LATE_CANCELLED: 'cancelled', CANCELLED: 'cancelled', HELD: 'pending', CONFIRMED: 'booked', BOOKED: 'booked',
      IN_ROOM: 'arrived', IN_TREATMENT: 'arrived', ARRIVED: 'arrived', COMPLETED: 'fulfilled', NO_SHOW: 'noshow', ENTERED_IN_ERROR: 'entered-in-error',
    })),
    state_before: EXTENSION, state_changed_at: EXTENSION, source: EXTENSION, source_key: EXTENSION, patient_id: rowAt('participant.0.actor'), original_patient_id: ROW_EXTENSION,
    practitioner_id: EXTENSION, location_id: EXTENSION, room_id: EXTENSION, service_type_code: EXTENSION, practitioner_name: at('participant.1.actor.display'), place_name: EXTENSION,
    starts_at: at('start'), ends_at: at('end'), local_start: EXTENSION, time_zone: EXTENSION, hold_expires_at: EXTENSION, replaces_id: ROW_EXTENSION, cancellation_code: EXTENSION, cancellation_reason: at('cancelationReason.text'),
    arrived_at: EXTENSION, roomed_at: EXTENSION, treatment_started_at: EXTENSION, completed_at: EXTENSION, lead_id: EXTENSION, equipment_id: EXTENSION, session_id: EXTENSION,
  },
};

function visitFrame({ practitioner_name: practitioner }: Row): Element {
  const named = { status: 'accepted', actor: { type: 'Practitioner' } };
  return { participant: [{ status: 'accepted' }, ...(practitioner === null ? [] : [named])] };
}

/** What scheduling has of a patient's record, as far as it can be history elsewhere. */
export const VISIT_RECORD: readonly RecordTable[] = [IMPORTED_APPOINTMENT];
