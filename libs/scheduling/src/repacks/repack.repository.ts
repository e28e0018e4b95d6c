import type { Id } from '@spindle/kernel';
import { statement, type Sql } from '@spindle/database';
import type { Appointment } from '../appointments/appointment';
import { toAppointment, VISIT_COLUMNS, VISIT_JOINS, type VisitRow } from '../appointments/appointment.columns';

const ABSENCE = statement(`SELECT x.id, x.version, x.practitioner_id FROM scheduling.availability_exception x WHERE x.practice_id = $1 AND x.id = $2 AND x.kind = 'ABSENCE' AND x.withdrawn_at IS NULL`);
/** Booked visits of the absent practitioner in the absence that have not begun, by start, at most a thousand. */
export const VISITS_OF_ABSENCE = statement(`SELECT ${VISIT_COLUMNS} FROM scheduling.availability_exception x
  JOIN scheduling.appointment a ON a.practice_id = $1 AND a.practitioner_id = x.practitioner_id AND a.state IN ('BOOKED', 'CONFIRMED') AND a.source = 'RECORDED' AND a.starts_at > $3
    AND a.starts_at < x.local_until AT TIME ZONE 'UTC' + interval '1 day' AND a.local_start < x.local_until AND a.local_start + (a.ends_at - a.starts_at) > x.local_from
    AND (x.location_id IS NULL OR x.location_id = a.location_id) AND (x.service_type_code IS NULL OR x.service_type_code = a.service_type_code)
  ${VISIT_JOINS} WHERE x.practice_id = $1 AND x.id = $2 ORDER BY a.starts_at, a.id LIMIT 1000`);

/** An absence that holds. */
export interface Absence {
  readonly id: Id<'AvailabilityException'>;
  readonly version: number;
  readonly practitionerId: Id<'Practitioner'>;
}

/** Reads absences and the visits that they stand against. */
export class RepackRepository {
  constructor(readonly sql: Sql, readonly practiceId: Id<'Practice'>) {}

  /** Null where there is none, or it was withdrawn. */
  async findAbsence(id: Id<'AvailabilityException'>): Promise<Absence | null> {
    const [row] = await this.sql.rows<{ id: string; version: number; practitioner_id: string }>(ABSENCE, [this.practiceId, id]);
    return row ? { id: row.id, version: row.version, practitionerId: row.practitioner_id } : null;
  }

  async findVisits(absenceId: Id<'AvailabilityException'>, now: Date): Promise<Appointment[]> {
    return (await this.sql.rows<VisitRow>(VISITS_OF_ABSENCE, [this.practiceId, absenceId, now])).map(toAppointment);
  }
}
