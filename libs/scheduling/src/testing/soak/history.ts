import type { SchedulingClinic } from '../scheduling-clinic';

/** What one resource bore for a while, by the transactions that began and ended it. */
export interface ReservationVersion {
  readonly holderId: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly firstLane: number;
  readonly endLane: number;
  readonly expiresAt: Date | null;
  readonly madeBy: number;
  /** Infinity: it stands. */
  readonly endedBy: number;
}

export interface ClosureVersion { readonly id: string; readonly madeBy: number; readonly endedBy: number }

interface ReservationRow { readonly xid: string; readonly holder_id: string; readonly resource_id: string; readonly starts_at: Date; readonly ends_at: Date; readonly first_lane: number; readonly end_lane: number; readonly live: boolean; readonly expires_at: Date | null; readonly ended_by: string | null }

/** Each version with the transaction that made the next. */
const RESERVATIONS = `SELECT * FROM (SELECT xid::text, holder_id, resource_id, starts_at, ends_at, lower(lanes) AS first_lane, upper(lanes) AS end_lane, live, expires_at,
    lead(xid) OVER (PARTITION BY holder_id, resource_id ORDER BY at)::text AS ended_by FROM soak.reservation) version WHERE live`;
const CLOSURES = `SELECT * FROM (SELECT id, xid::text, stands, lead(xid) OVER (PARTITION BY id ORDER BY at)::text AS ended_by FROM soak.closure) version WHERE stands`;

/** Everything that ever was reserved, by resource, and every closure. */
export async function readHistory(clinic: SchedulingClinic): Promise<{ readonly reservations: ReadonlyMap<string, readonly ReservationVersion[]>; readonly closures: readonly ClosureVersion[] }> {
  const rows = await clinic.asAdmin<ReservationRow>(RESERVATIONS);
  const closures = await clinic.asAdmin<{ id: string; xid: string; ended_by: string | null }>(CLOSURES);
  const versions = rows.map((row) => ({
    resourceId: row.resource_id, holderId: row.holder_id, startsAt: row.starts_at, endsAt: row.ends_at, firstLane: row.first_lane, endLane: row.end_lane,
    expiresAt: row.expires_at, madeBy: Number(row.xid), endedBy: Number(row.ended_by ?? Infinity),
  }));
  return {
    reservations: Map.groupBy(versions, ({ resourceId }) => resourceId),
    closures: closures.map((row) => ({ id: row.id, madeBy: Number(row.xid), endedBy: Number(row.ended_by ?? Infinity) })),
  };
}

/** Tells which of the committed transactions a statement with this snapshot saw: `xmin:xmax:those under way in between`. */
export function seenIn(snapshot: string): (transaction: number) => boolean {
  const [least, next, underWay = ''] = snapshot.split(':');
  const open = new Set(underWay.split(',').map(Number));
  return (transaction) => transaction < Number(least) || (transaction < Number(next) && !open.has(transaction));
}
