import type { CancellationCode } from '../cancellations/cancellation';
import { LOCATION_COLUMNS, ROOM_COLUMNS, toLocation, toRoom, type LocationRow, type RoomRow } from '../locations/location.repository';
import { PRACTITIONER_COLUMNS, toPractitioner, type PractitionerRow } from '../practitioners/practitioner.repository';
import { SERVICE_TYPE_COLUMNS, toServiceType, type ServiceTypeRow } from '../service-types/service-type.repository';
import type { Appointment, AppointmentState } from './appointment';

const OWN_COLUMNS = `a.id, a.version, a.state, a.state_before, a.state_changed_at, a.source, a.patient_id, a.lead_id, a.equipment_id, a.session_id, a.practitioner_name, a.place_name,
  a.starts_at, a.ends_at, a.local_start::text AS local_start, a.time_zone, a.hold_expires_at, a.replaces_id, a.cancellation_code, a.cancellation_reason,
  a.arrived_at, a.roomed_at, a.treatment_started_at, a.completed_at`;

/** An appointment under the alias `a` with its room, practitioner and service; `$1` is the practice. The site is joined apart. */
export const VISIT_COLUMNS_BUT_LOCATION = `${OWN_COLUMNS}, ${ROOM_COLUMNS}, ${PRACTITIONER_COLUMNS}, ${SERVICE_TYPE_COLUMNS}`;
export const VISIT_COLUMNS = `${VISIT_COLUMNS_BUT_LOCATION}, ${LOCATION_COLUMNS}`;
export const VISIT_JOINS_BUT_LOCATION = `LEFT JOIN scheduling.room r ON r.practice_id = $1 AND r.id = a.room_id
  LEFT JOIN scheduling.practitioner p ON p.practice_id = $1 AND p.id = a.practitioner_id
  LEFT JOIN scheduling.service_type s ON s.practice_id = $1 AND s.code = a.service_type_code`;
export const VISIT_JOINS = `${VISIT_JOINS_BUT_LOCATION} LEFT JOIN scheduling.location l ON l.practice_id = $1 AND l.id = a.location_id`;

interface OwnRow {
  readonly id: string;
  readonly version: number;
  readonly state: AppointmentState;
  readonly state_before: AppointmentState | null;
  readonly state_changed_at: Date;
  readonly source: 'RECORDED' | 'IMPORTED';
  readonly patient_id: string | null;
  readonly lead_id: string | null;
  readonly equipment_id: string | null;
  readonly session_id: string | null;
  readonly practitioner_name: string | null;
  readonly place_name: string | null;
  readonly starts_at: Date;
  readonly ends_at: Date;
  readonly local_start: string;
  readonly time_zone: string;
  readonly hold_expires_at: Date | null;
  readonly replaces_id: string | null;
  readonly cancellation_code: CancellationCode | null;
  readonly cancellation_reason: string | null;
  readonly arrived_at: Date | null;
  readonly roomed_at: Date | null;
  readonly treatment_started_at: Date | null;
  readonly completed_at: Date | null;
}

type OrNone<Row> = Row | { readonly [Column in keyof Row]: null };
export type VisitRowButLocation = OwnRow & OrNone<RoomRow> & OrNone<PractitionerRow> & OrNone<ServiceTypeRow>;
export type VisitRow = VisitRowButLocation & OrNone<LocationRow>;

export function toAppointment(row: VisitRow): Appointment {
  return toAppointmentAt(row, row.location_id === null ? null : toLocation(row));
}

/** For rows of one site, which is read once. */
export function toAppointmentAt(row: VisitRowButLocation, location: Appointment['location']): Appointment {
  return {
    id: row.id, version: row.version, state: row.state, stateBefore: row.state_before, stateChangedAt: row.state_changed_at, source: row.source,
    patientId: row.patient_id, leadId: row.lead_id, equipmentId: row.equipment_id, sessionId: row.session_id,
    practitioner: row.practitioner_id === null ? null : toPractitioner(row),
    location,
    room: row.room_id === null ? null : toRoom(row),
    serviceType: row.service_code === null ? null : toServiceType(row),
    practitionerName: row.practitioner_name, placeName: row.place_name,
    startsAt: row.starts_at, endsAt: row.ends_at, localStart: toWallTime(row.local_start), timeZone: row.time_zone,
    holdExpiresAt: row.hold_expires_at, replacesId: row.replaces_id, cancellationCode: row.cancellation_code, cancellationReason: row.cancellation_reason,
    arrivedAt: row.arrived_at, roomedAt: row.roomed_at, treatmentStartedAt: row.treatment_started_at, completedAt: row.completed_at,
  };
}

/** "2026-03-09 08:30:00" as "2026-03-09T08:30". */
function toWallTime(text: string): string {
  return `${text.slice(0, 10)}T${text.slice(11, 16)}`;
}
