import type { SchedulingClinic } from '../scheduling-clinic';
import type { ClosedOffer, Ledger, LedgerState, Overtaken } from './ledger';

/** A visit as it is in the end, with how many reservations stand for it. */
export interface VisitRow {
  readonly practice_id: string; readonly id: string; readonly version: number; readonly state: string; readonly starts_at: Date; readonly practitioner_id: string; readonly room_id: string; readonly patient_id: string;
  readonly reserved: number; readonly series_id: string | null; readonly is_offer: boolean;
}

/** What is in the database when a soak has ended. */
export interface Rows {
  readonly visits: readonly VisitRow[];
  readonly versions: ReadonlyMap<string, number>;
  readonly offers: ReadonlyMap<string, string>;
}

/** A visit of a series that was moved belongs to it through the one that took its place. */
const VISITS = `WITH RECURSIVE member(id, series_id) AS (SELECT appointment_id, series_id FROM scheduling.series_occurrence
    UNION SELECT a.replaces_id, member.series_id FROM scheduling.appointment a JOIN member ON a.id = member.id WHERE a.replaces_id IS NOT NULL)
  SELECT a.practice_id, a.id, a.version, a.state, a.starts_at, a.practitioner_id, a.room_id, a.patient_id, member.series_id, coalesce(r.reserved, 0)::int AS reserved, o.appointment_id IS NOT NULL AS is_offer
  FROM scheduling.appointment a LEFT JOIN member ON member.id = a.id LEFT JOIN (SELECT DISTINCT appointment_id FROM scheduling.waitlist_offer) o ON o.appointment_id = a.id
  LEFT JOIN (SELECT r.holder_id, r.starts_at, r.ends_at, count(*) AS reserved FROM scheduling.reservation r WHERE r.live GROUP BY 1, 2, 3) r ON r.holder_id = a.id AND r.starts_at = a.starts_at AND r.ends_at = a.ends_at`;
const SERIES = 'SELECT id, version FROM scheduling.series';
const OFFERS = 'SELECT id, state FROM scheduling.waitlist_offer';

const FOUND: Readonly<Record<LedgerState, readonly string[]>> = { BOOKED: ['BOOKED'], HELD: ['HELD', 'EXPIRED'], CANCELLED: ['CANCELLED', 'LATE_CANCELLED'], RESCHEDULED: ['RESCHEDULED'] };

export async function readRows(clinic: SchedulingClinic): Promise<Rows> {
  const visits = await clinic.asAdmin<VisitRow>(VISITS);
  const series = await clinic.asAdmin<{ id: string; version: number }>(SERIES);
  const offers = await clinic.asAdmin<{ id: string; state: string }>(OFFERS);
  return { visits, versions: new Map([...visits, ...series].map(({ id, version }) => [id, version])), offers: new Map(offers.map(({ id, state }) => [id, state])) };
}

/** Each single visit is as it was acknowledged last, and no other is there. */
export function wrongVisits(ledger: Ledger, rows: readonly VisitRow[]): string[] {
  const known = new Map(rows.map((row) => [row.id, row]));
  const lost = [...ledger.visits.values()].filter((visit) => {
    const row = known.get(visit.id);
    const isThere = row && FOUND[visit.state].includes(row.state) && row.starts_at.getTime() === visit.startsAt.getTime() && row.practitioner_id === visit.practitionerId && row.room_id === visit.roomId && row.patient_id === visit.patientId;
    return !isThere || row.reserved !== (row.state === 'BOOKED' || row.state === 'HELD' ? 3 : 0);
  });
  const unknown = rows.filter(({ id, series_id: seriesId, is_offer: isOffer, state }) => !ledger.visits.has(id) && seriesId === null && !(isOffer && ['HELD', 'EXPIRED', 'CANCELLED'].includes(state)));
  return [...lost.map(({ id, state }) => `lost ${state} ${id}`), ...unknown.map(({ id, state }) => `never acknowledged ${state} ${id}`)];
}

export function wrongSeries(ledger: Ledger, rows: readonly VisitRow[]): string[] {
  const standing = Map.groupBy(rows.filter(({ series_id: seriesId, state }) => seriesId !== null && state === 'BOOKED'), (row) => row.series_id ?? '');
  const wrong = [...ledger.series.values()].filter(({ id, visits, cancelled }) => (standing.get(id)?.filter(({ reserved }) => reserved === 3).length ?? 0) !== (cancelled ? 0 : visits));
  const unknown = [...standing.keys()].filter((id) => !ledger.series.has(id));
  return [...wrong.map(({ id }) => `series ${id}`), ...unknown.map((id) => `series never acknowledged ${id}`)];
}

/** Whether what was told of somebody else's change came about: another version, or the end of an offer. */
export function isTrueAnswer(answer: Overtaken | ClosedOffer, { versions, offers }: Rows, ledger: Ledger): boolean {
  if ('sentVersion' in answer) return answer.currentVersion > answer.sentVersion && answer.currentVersion <= (versions.get(answer.id) ?? 0);
  const isOver = answer.state === 'EXPIRED' && (ledger.offers.get(answer.id)?.expiresAt ?? answer.at) <= answer.at;
  return isOver || (answer.state !== 'OPEN' && offers.get(answer.id) === answer.state);
}
