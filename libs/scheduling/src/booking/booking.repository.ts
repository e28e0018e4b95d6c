import type { Id } from '@spindle/kernel';
import { statement, type Sql } from '@spindle/database';
import { attendeeIdOf } from '../appointments/attendee';
import { LOCATION_COLUMNS, ROOM_COLUMNS, toLocation, toRoom, type LocationRow, type RoomRow } from '../locations/location.repository';
import { PRACTITIONER_COLUMNS, PractitionerRepository, toPractitioner, type PractitionerRow } from '../practitioners/practitioner.repository';
import { SERVICE_TYPE_COLUMNS, toServiceType, type ServiceTypeRow } from '../service-types/service-type.repository';
import type { BookingFacts, BookingRequest } from './booking';

const FACTS = statement(`SELECT ${LOCATION_COLUMNS}, ${ROOM_COLUMNS}, ${PRACTITIONER_COLUMNS}, ${SERVICE_TYPE_COLUMNS},
    EXISTS (SELECT FROM scheduling.practitioner_location pl WHERE pl.practice_id = $1 AND pl.location_id = $2 AND pl.practitioner_id = $4) AS sees_patients_there,
    EXISTS (SELECT FROM scheduling.resource person WHERE person.practice_id = $1 AND person.id = $6 AND person.kind = $7) AS patient_is_known
  FROM (VALUES (1)) AS asked(once)
  LEFT JOIN scheduling.location l ON l.practice_id = $1 AND l.id = $2
  LEFT JOIN scheduling.room r ON r.practice_id = $1 AND r.id = $3
  LEFT JOIN scheduling.practitioner p ON p.practice_id = $1 AND p.id = $4
  LEFT JOIN scheduling.service_type s ON s.practice_id = $1 AND s.code = $5`);

const ROOM_FOR = statement(`SELECT r.location_id = (SELECT a.location_id FROM scheduling.appointment a WHERE a.practice_id = $1 AND a.id = $2) AS at_site
  FROM scheduling.room r WHERE r.practice_id = $1 AND r.id = $3`);

interface Answers { readonly sees_patients_there: boolean; readonly patient_is_known: boolean }
type OrNone<Row> = Row | { readonly [Column in keyof Row]: null };
type FactsRow = Answers & OrNone<LocationRow> & OrNone<RoomRow> & OrNone<PractitionerRow> & OrNone<ServiceTypeRow>;

/** Reads what a booking is decided on. */
export class BookingRepository {
  constructor(readonly sql: Sql, readonly practiceId: Id<'Practice'>) {}

  async findFacts(request: BookingRequest): Promise<BookingFacts> {
    const { locationId, roomId, practitionerId, serviceTypeCode } = request;
    const [credentials, [row]] = await Promise.all([
      new PractitionerRepository(this.sql, this.practiceId).findCredentialsOf([practitionerId]),
      this.sql.rows<FactsRow>(FACTS, [this.practiceId, locationId, roomId, practitionerId, serviceTypeCode, attendeeIdOf(request), request.patientId === null ? 'LEAD' : 'PATIENT']),
    ]);
    if (!row) throw new Error('A statement over one row gave none.');
    return {
      location: row.location_id === null ? null : toLocation(row),
      room: row.room_id === null ? null : toRoom(row),
      practitioner: row.practitioner_id === null ? null : toPractitioner(row),
      serviceType: row.service_code === null ? null : toServiceType(row),
      practitionerSeesPatientsThere: row.sees_patients_there,
      patientIsKnown: row.patient_is_known,
      credentials,
    };
  }

  /** Where a room is as seen from an appointment's site; of an unknown appointment nothing is told. */
  async findRoomFor(appointmentId: Id<'Appointment'>, roomId: Id<'Room'>): Promise<'AT_SITE' | 'OTHER_SITE' | 'UNKNOWN'> {
    const [room] = await this.sql.rows<{ at_site: boolean | null }>(ROOM_FOR, [this.practiceId, appointmentId, roomId]);
    if (!room) return 'UNKNOWN';
    return room.at_site === false ? 'OTHER_SITE' : 'AT_SITE';
  }
}
