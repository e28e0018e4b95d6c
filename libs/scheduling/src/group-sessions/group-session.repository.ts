import type { Id } from '@spindle/kernel';
import { statement, type Sql } from '@spindle/database';
import type { Appointment, AppointmentState } from '../appointments/appointment';
import { toAppointment, VISIT_COLUMNS, VISIT_JOINS, type VisitRow } from '../appointments/appointment.columns';
import type { GroupSession } from './group-session';

const COLUMNS = `g.id, g.version, g.state, g.service_type_code, g.practitioner_id, g.location_id, g.room_id, g.seats, g.starts_at, g.ends_at, to_char(g.local_start, 'YYYY-MM-DD"T"HH24:MI') AS local_start, g.time_zone,
  (SELECT count(*)::int FROM scheduling.reservation r WHERE r.practice_id = $1 AND r.resource_id = g.id AND r.live) AS taken`;
const MANY = statement(`SELECT ${COLUMNS} FROM scheduling.group_session g WHERE g.practice_id = $1 AND g.id = ANY($2::uuid[])`);
const SHARED = statement(`SELECT ${COLUMNS} FROM scheduling.group_session g WHERE g.practice_id = $1 AND g.id = $2 FOR SHARE OF g`);
const FOR_CHANGE = statement(`SELECT ${COLUMNS} FROM scheduling.group_session g WHERE g.practice_id = $1 AND g.id = $2 FOR NO KEY UPDATE OF g`);
const SESSIONS_OF_DAY = statement(`SELECT ${COLUMNS} FROM scheduling.group_session g
  WHERE g.practice_id = $1 AND g.location_id = $2 AND g.starts_at >= $3::timestamptz AND g.starts_at < $4::timestamptz AND (g.starts_at, g.id) > ($5::timestamptz, $6::uuid)
  ORDER BY g.starts_at, g.id LIMIT $7`);
/** Those of the next year. */
const OPEN_SESSIONS = statement(`SELECT open.* FROM scheduling.group_session full_one CROSS JOIN LATERAL (SELECT ${COLUMNS} FROM scheduling.group_session g
    WHERE g.practice_id = $1 AND g.service_type_code = full_one.service_type_code AND g.state = 'PLANNED' AND g.starts_at > $3::timestamptz AND g.starts_at < $3::timestamptz + interval '1 year') open
  WHERE full_one.practice_id = $1 AND full_one.id = $2 AND open.taken < open.seats ORDER BY abs(extract(epoch FROM open.starts_at - full_one.starts_at)), open.starts_at, open.id LIMIT $4`);
/** For each session one range of the index by session. */
const ROSTERS = statement(`SELECT ${VISIT_COLUMNS} FROM unnest($2::uuid[]) AS wanted(session_id) CROSS JOIN LATERAL (
    SELECT * FROM scheduling.appointment visit
    WHERE visit.practice_id = $1 AND visit.session_id = wanted.session_id AND visit.state = ANY($3::text[]) AND visit.id > $4::uuid ORDER BY visit.id LIMIT $5
  ) a ${VISIT_JOINS} ORDER BY a.session_id, a.id`);
const SEAT_IDS = statement(`SELECT a.id FROM scheduling.appointment a WHERE a.practice_id = $1 AND a.session_id = $2 AND a.state = ANY($3::text[]) AND ($4::uuid IS NULL OR a.patient_id = $4)`);
const ZONE = statement('SELECT l.time_zone FROM scheduling.location l WHERE l.practice_id = $1 AND l.id = $2');

interface SessionRow {
  readonly id: string;
  readonly version: number;
  readonly state: GroupSession['state'];
  readonly service_type_code: string;
  readonly practitioner_id: string;
  readonly location_id: string;
  readonly room_id: string | null;
  readonly seats: number;
  readonly taken: number;
  readonly starts_at: Date;
  readonly ends_at: Date;
  readonly local_start: string;
  readonly time_zone: string;
}

/** A site's sessions between two instants, behind a position by start and id. */
export interface DaySlice {
  readonly locationId: Id<'Location'>;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly after: readonly string[];
  readonly limit: number;
}

export interface RosterSlice {
  readonly states: readonly AppointmentState[];
  readonly after: string;
  readonly limit: number;
}

/** Reads group sessions with their free seats, and the visits in them. */
export class GroupSessionRepository {
  constructor(readonly sql: Sql, readonly practiceId: Id<'Practice'>) {}

  async findMany(ids: readonly Id<'GroupSession'>[]): Promise<GroupSession[]> {
    return (await this.sql.rows<SessionRow>(MANY, [this.practiceId, ids])).map(toSession);
  }

  /** The session; nobody cancels it until the transaction ends. Its free seats are those of the moment. */
  async findShared(id: Id<'GroupSession'>): Promise<GroupSession | null> {
    const [row] = await this.sql.rows<SessionRow>(SHARED, [this.practiceId, id]);
    return row ? toSession(row) : null;
  }

  /** The session; nobody takes or gives back a seat until the transaction ends. */
  async findForChange(id: Id<'GroupSession'>): Promise<GroupSession | null> {
    const [row] = await this.sql.rows<SessionRow>(FOR_CHANGE, [this.practiceId, id]);
    return row ? toSession(row) : null;
  }

  async findOfDay({ locationId, startsAt, endsAt, after, limit }: DaySlice): Promise<GroupSession[]> {
    return (await this.sql.rows<SessionRow>(SESSIONS_OF_DAY, [this.practiceId, locationId, startsAt, endsAt, ...after, limit])).map(toSession);
  }

  /** Sessions of the same service from now on with a free seat, the nearest to the start of this one first. */
  async findOpenNear(id: Id<'GroupSession'>, now: Date, limit: number): Promise<GroupSession[]> {
    return (await this.sql.rows<SessionRow>(OPEN_SESSIONS, [this.practiceId, id, now, limit])).map(toSession);
  }

  async findRosters(ids: readonly Id<'GroupSession'>[], { states, after, limit }: RosterSlice): Promise<Appointment[]> {
    return (await this.sql.rows<VisitRow>(ROSTERS, [this.practiceId, ids, states, after, limit])).map(toAppointment);
  }

  /** The visits in the session that are in one of the states; of one patient where told. */
  async findSeats(id: Id<'GroupSession'>, states: readonly AppointmentState[], patientId: Id<'Patient'> | null): Promise<Id<'Appointment'>[]> {
    return (await this.sql.rows<{ id: string }>(SEAT_IDS, [this.practiceId, id, states, patientId])).map((row) => row.id);
  }

  /** The IANA zone of a site; null where there is none. */
  async findZone(locationId: Id<'Location'>): Promise<string | null> {
    const [row] = await this.sql.rows<{ time_zone: string }>(ZONE, [this.practiceId, locationId]);
    return row?.time_zone ?? null;
  }
}

function toSession(row: SessionRow): GroupSession {
  return {
    id: row.id, version: row.version, state: row.state, serviceTypeCode: row.service_type_code, practitionerId: row.practitioner_id, locationId: row.location_id, roomId: row.room_id,
    seats: row.seats, freeSeats: row.state === 'PLANNED' ? Math.max(0, row.seats - row.taken) : 0,
    startsAt: row.starts_at, endsAt: row.ends_at, localStart: row.local_start, timeZone: row.time_zone,
  };
}
