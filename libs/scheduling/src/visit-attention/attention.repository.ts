import { statement, type Sql } from '@spindle/database';
import type { Id } from '@spindle/kernel';
import type { Appointment } from '../appointments/appointment';
import { toAppointment, VISIT_COLUMNS, VISIT_JOINS, type VisitRow } from '../appointments/appointment.columns';
import type { AttentionReason, AuthorizationDecision, AuthorizationState, VisitAttention } from './attention';

const OPEN_MARKS = statement(`SELECT appointment_id, reason, min(raised_at) AS raised_at FROM scheduling.visit_attention
  WHERE practice_id = $1 AND appointment_id = ANY($2::uuid[]) AND settled_at IS NULL GROUP BY appointment_id, reason ORDER BY raised_at, reason`);
const DECISIONS = statement('SELECT appointment_id, decision, reason, decided_at FROM scheduling.visit_authorization WHERE practice_id = $1 AND appointment_id = ANY($2::uuid[])');
const WORKLIST = statement(`SELECT ${VISIT_COLUMNS} FROM scheduling.appointment a ${VISIT_JOINS}
  WHERE a.practice_id = $1 AND a.id IN (SELECT m.appointment_id FROM scheduling.visit_attention m WHERE m.practice_id = $1 AND m.settled_at IS NULL AND ($6::text[] IS NULL OR m.reason = ANY($6)))
    AND a.state IN ('HELD', 'BOOKED', 'CONFIRMED', 'ARRIVED') AND ($5::uuid[] IS NULL OR a.location_id = ANY($5)) AND (a.starts_at, a.id) > ($2::timestamptz, $3::uuid)
  ORDER BY a.starts_at, a.id LIMIT $4`);

interface MarkRow { readonly appointment_id: string; readonly reason: AttentionReason; readonly raised_at: Date }
interface DecisionRow { readonly appointment_id: string; readonly decision: AuthorizationState; readonly reason: string | null; readonly decided_at: Date }

export interface WorklistSlice {
  readonly after: readonly string[];
  readonly limit: number;
  readonly locationIds: readonly Id<'Location'>[] | null;
  readonly reasons: readonly AttentionReason[] | null;
}

/** Reads which visits somebody must look at, why, and billing's answers. */
export class AttentionRepository {
  constructor(readonly sql: Sql, readonly practiceId: Id<'Practice'>) {}

  async findOpen(appointmentIds: readonly Id<'Appointment'>[]): Promise<VisitAttention[]> {
    const rows = await this.sql.rows<MarkRow>(OPEN_MARKS, [this.practiceId, appointmentIds]);
    return rows.map((row) => ({ appointmentId: row.appointment_id, reason: row.reason, since: row.raised_at }));
  }

  async findDecisions(appointmentIds: readonly Id<'Appointment'>[]): Promise<AuthorizationDecision[]> {
    const rows = await this.sql.rows<DecisionRow>(DECISIONS, [this.practiceId, appointmentIds]);
    return rows.map((row) => ({ appointmentId: row.appointment_id, state: row.decision, reason: row.reason, decidedAt: row.decided_at }));
  }

  /** Visits that have not begun and have an open mark, by start. */
  async findWorklist({ after: [startsAt, id], limit, locationIds, reasons }: WorklistSlice): Promise<Appointment[]> {
    return (await this.sql.rows<VisitRow>(WORKLIST, [this.practiceId, startsAt, id, limit, locationIds, reasons])).map(toAppointment);
  }
}
