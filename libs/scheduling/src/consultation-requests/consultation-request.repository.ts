import type { Id } from '@spindle/kernel';
import { statement, type Sql } from '@spindle/database';
import type { ConsultationRequest, RequestOutcome } from './consultation-request';

const COLUMNS = 'q.id, q.lead_id, q.location_id, q.starts_at, q.concern, q.outcome, q.appointment_id, q.requested_at, q.settled_at';
const ADD = statement('INSERT INTO scheduling.consultation_request (practice_id, id, lead_id, location_id, starts_at, concern, outcome, appointment_id, requested_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)');
const OPEN = statement(`SELECT ${COLUMNS} FROM scheduling.consultation_request q WHERE q.practice_id = $1 AND q.settled_at IS NULL AND (q.requested_at, q.id) > ($2::timestamptz, $3::uuid) AND ($5::uuid IS NULL OR q.location_id = $5)
  ORDER BY q.requested_at, q.id LIMIT $4`);
const MANY = statement(`SELECT ${COLUMNS} FROM scheduling.consultation_request q WHERE q.practice_id = $1 AND q.id = ANY($2::uuid[])`);
const SETTLE = statement('UPDATE scheduling.consultation_request SET settled_at = $3, settled_by = $4 WHERE practice_id = $1 AND id = $2 AND settled_at IS NULL');

interface RequestRow {
  readonly id: string;
  readonly lead_id: string;
  readonly location_id: string;
  readonly starts_at: Date;
  readonly concern: string | null;
  readonly outcome: RequestOutcome;
  readonly appointment_id: string | null;
  readonly requested_at: Date;
  readonly settled_at: Date | null;
}

/** Those that nobody has called yet, behind a position by time and id. */
export interface RequestSlice {
  readonly after: readonly string[];
  readonly limit: number;
  readonly locationId: Id<'Location'> | null;
}

/** Reads and writes what visitors of the web page asked for. */
export class ConsultationRequestRepository {
  constructor(readonly sql: Sql, readonly practiceId: Id<'Practice'>) {}

  async add({ id, leadId, locationId, startsAt, concern, outcome, appointmentId, requestedAt }: Omit<ConsultationRequest, 'settledAt'>): Promise<void> {
    await this.sql.count(ADD, [this.practiceId, id, leadId, locationId, startsAt, concern, outcome, appointmentId, requestedAt]);
  }

  async findOpen({ after: [requestedAt, id], limit, locationId }: RequestSlice): Promise<ConsultationRequest[]> {
    return (await this.sql.rows<RequestRow>(OPEN, [this.practiceId, requestedAt, id, limit, locationId])).map(toRequest);
  }

  async find(id: Id<'ConsultationRequest'>): Promise<ConsultationRequest | null> {
    const [row] = await this.sql.rows<RequestRow>(MANY, [this.practiceId, [id]]);
    return row ? toRequest(row) : null;
  }

  /** False for one that is not known or was settled before. */
  async settle(id: Id<'ConsultationRequest'>, by: { readonly personId: Id<'Person'>; readonly at: Date }): Promise<boolean> {
    return (await this.sql.count(SETTLE, [this.practiceId, id, by.at, by.personId])) === 1;
  }
}

function toRequest(row: RequestRow): ConsultationRequest {
  return {
    id: row.id, leadId: row.lead_id, locationId: row.location_id, startsAt: row.starts_at, concern: row.concern, outcome: row.outcome,
    appointmentId: row.appointment_id, requestedAt: row.requested_at, settledAt: row.settled_at,
  };
}
