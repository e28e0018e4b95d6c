import type { Id } from '@spindle/kernel';
import { statement, type Sql } from '@spindle/database';
import type { AppointmentToResolve, Closure, ResolutionReason } from './closure';

const COLUMNS = `c.id, c.version, c.kind, c.name, c.location_id, to_char(c.local_from, 'YYYY-MM-DD"T"HH24:MI') AS local_from, to_char(c.local_until, 'YYYY-MM-DD"T"HH24:MI') AS local_until, c.withdrawn_at`;
const ONE = statement(`SELECT ${COLUMNS} FROM scheduling.closure c WHERE c.practice_id = $1 AND c.id = $2`);
const AFTER = statement(`SELECT ${COLUMNS} FROM scheduling.closure c WHERE c.practice_id = $1 AND c.withdrawn_at IS NULL AND (c.local_until, c.id) > ($2::timestamp, $3::uuid) ORDER BY c.local_until, c.id LIMIT $4`);
const ADD = statement('INSERT INTO scheduling.closure (practice_id, id, version, location_id, kind, name, local_from, local_until) VALUES ($1, $2, 1, $3, $4, $5, $6, $7)');
const WITHDRAW = statement('UPDATE scheduling.closure SET withdrawn_at = $4, version = version + 1 WHERE practice_id = $1 AND id = $2 AND version = $3 AND withdrawn_at IS NULL');

/** Booked visits from `$2` on with what stands against each, behind a position by start and id. */
export const TO_RESOLVE = statement(`SELECT a.id, a.starts_at, against.reasons FROM scheduling.appointment a
  LEFT JOIN scheduling.service_type s ON s.practice_id = $1 AND s.code = a.service_type_code
  LEFT JOIN scheduling.location l ON l.practice_id = $1 AND l.id = a.location_id
  CROSS JOIN LATERAL (SELECT array_remove(ARRAY[
    CASE WHEN EXISTS (SELECT FROM scheduling.closure c WHERE c.practice_id = $1 AND c.withdrawn_at IS NULL AND (c.location_id IS NULL OR c.location_id = a.location_id)
      AND c.local_from < a.local_start + (a.ends_at - a.starts_at) AND c.local_until > a.local_start) THEN 'CLOSED' END,
    CASE WHEN EXISTS (SELECT FROM scheduling.availability_exception x WHERE x.practice_id = $1 AND x.withdrawn_at IS NULL AND x.kind = 'ABSENCE' AND x.practitioner_id = a.practitioner_id
      AND (x.location_id IS NULL OR x.location_id = a.location_id) AND (x.service_type_code IS NULL OR x.service_type_code = a.service_type_code)
      AND x.local_from < a.local_start + (a.ends_at - a.starts_at) AND x.local_until > a.local_start) THEN 'ABSENT' END,
    CASE WHEN s.required_credential IS NOT NULL AND NOT EXISTS (SELECT FROM scheduling.credential c WHERE c.practice_id = $1 AND c.practitioner_id = a.practitioner_id AND c.kind = s.required_credential
      AND c.valid_from <= a.local_start::date AND (c.valid_to IS NULL OR c.valid_to >= a.local_start::date) AND (c.state IS NULL OR l.state IS NULL OR c.state = l.state)
      AND (s.required_credential_hours IS NULL OR coalesce(c.hours, 0) >= s.required_credential_hours)) THEN 'CREDENTIAL_MISSING' END], NULL) AS reasons) against
  WHERE a.practice_id = $1 AND a.state IN ('BOOKED', 'CONFIRMED') AND a.starts_at >= $2 AND (a.starts_at, a.id) > ($3::timestamptz, $4::uuid) AND ($6::uuid IS NULL OR a.location_id = $6)
    AND cardinality(against.reasons) > 0
  ORDER BY a.starts_at, a.id LIMIT $5`);

interface ClosureRow {
  readonly id: string;
  readonly version: number;
  readonly kind: 'CLOSURE' | 'HOLIDAY';
  readonly name: string;
  readonly location_id: string | null;
  readonly local_from: string;
  readonly local_until: string;
  readonly withdrawn_at: Date | null;
}

/** Of visits that somebody must act on: those from an instant on, behind a position. */
export interface ResolutionSlice {
  readonly from: Date;
  readonly after: readonly string[];
  readonly limit: number;
  readonly locationId: Id<'Location'> | null;
}

/** Reads and writes closures, and finds what they stand against. */
export class ClosureRepository {
  constructor(readonly sql: Sql, readonly practiceId: Id<'Practice'>) {}

  async find(id: Id<'Closure'>): Promise<Closure | null> {
    const [row] = await this.sql.rows<ClosureRow>(ONE, [this.practiceId, id]);
    return row ? toClosure(row) : null;
  }

  /** By their end, behind a position: wall time and id. */
  async findAfter([localUntil, id]: readonly string[], limit: number): Promise<Closure[]> {
    return (await this.sql.rows<ClosureRow>(AFTER, [this.practiceId, localUntil, id, limit])).map(toClosure);
  }

  async add({ id, locationId, kind, name, localFrom, localUntil }: Omit<Closure, 'version' | 'withdrawnAt'>): Promise<void> {
    await this.sql.count(ADD, [this.practiceId, id, locationId, kind, name, localFrom, localUntil]);
  }

  /** False when it has another version by now, or is withdrawn. */
  async withdraw(id: Id<'Closure'>, version: number, at: Date): Promise<boolean> {
    return (await this.sql.count(WITHDRAW, [this.practiceId, id, version, at])) === 1;
  }

  async findToResolve({ from, after: [startsAt, id], limit, locationId }: ResolutionSlice): Promise<AppointmentToResolve[]> {
    const rows = await this.sql.rows<{ id: string; starts_at: Date; reasons: ResolutionReason[] }>(TO_RESOLVE, [this.practiceId, from, startsAt, id, limit, locationId]);
    return rows.map((row) => ({ appointmentId: row.id, startsAt: row.starts_at, reasons: row.reasons }));
  }
}

function toClosure(row: ClosureRow): Closure {
  return { id: row.id, version: row.version, kind: row.kind, name: row.name, locationId: row.location_id, localFrom: row.local_from, localUntil: row.local_until, withdrawnAt: row.withdrawn_at };
}
