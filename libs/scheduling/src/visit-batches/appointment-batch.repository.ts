import type { Id } from '@spindle/kernel';
import { statement, type Sql } from '@spindle/database';
import type { Appointment } from '../appointments/appointment';
import { toAppointment, VISIT_COLUMNS, VISIT_JOINS, type VisitRow } from '../appointments/appointment.columns';

const FOR_CHANGE = statement(`SELECT ${VISIT_COLUMNS} FROM scheduling.appointment a ${VISIT_JOINS} WHERE a.practice_id = $1 AND a.id = ANY($2::uuid[]) ORDER BY a.id FOR NO KEY UPDATE OF a`);

/** Reads many visits to change them: their rows locked in the order of their ids. */
export class AppointmentBatchRepository {
  constructor(readonly sql: Sql, readonly practiceId: Id<'Practice'>) {}

  async findForChange(ids: readonly Id<'Appointment'>[]): Promise<Appointment[]> {
    return (await this.sql.rows<VisitRow>(FOR_CHANGE, [this.practiceId, ids])).map(toAppointment);
  }
}
