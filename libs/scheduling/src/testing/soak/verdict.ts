import type { SchedulingClinic } from '../scheduling-clinic';
import type { Ledger, Refusal, Span } from './ledger';

interface Row { readonly id: string; readonly state: string; readonly starts_at: Date; readonly practitioner_id: string; readonly room_id: string; readonly patient_id: string; readonly reserved: number; readonly series_id: string | null; readonly is_offer: boolean }
interface Taken { readonly holderId: string; readonly startsAt: Date; readonly endsAt: Date; readonly span: Span }

const VISITS = `SELECT a.id, a.state, a.starts_at, a.practitioner_id, a.room_id, a.patient_id, chain.series_id,
    (SELECT count(*)::int FROM scheduling.reservation r WHERE r.appointment_id = a.id AND r.live AND r.starts_at = a.starts_at AND r.ends_at = a.ends_at) AS reserved,
    EXISTS (SELECT FROM scheduling.waitlist_offer o WHERE o.appointment_id = a.id) AS is_offer
  FROM scheduling.appointment a LEFT JOIN LATERAL (
    WITH RECURSIVE later(id) AS (SELECT a.id UNION SELECT next.id FROM scheduling.appointment next JOIN later ON next.replaces_id = later.id)
    SELECT s.series_id FROM scheduling.series_occurrence s JOIN later ON later.id = s.appointment_id LIMIT 1) chain ON true`;
const RESERVED = 'SELECT r.holder_id, r.resource_id, r.starts_at, r.ends_at FROM scheduling.reservation r';
const FOREVER: Span = { from: 0, until: Infinity };
const VISIT_MS = 1_800_000;

/** What a soak came to: every number but the first must be 0. */
export interface Verdict {
  readonly acknowledged: number;
  readonly lostOrDoubled: number;
  readonly falseRefusals: number;
  readonly faults: readonly string[];
}

/** Compares what was acknowledged with what is there, and each refusal with what was there when it was given. */
export async function judge(clinic: SchedulingClinic, ledger: Ledger): Promise<Verdict> {
  const rows = await clinic.asAdmin<Row>(VISITS);
  const taken = await takenTimes(clinic, ledger, rows);
  const unfounded = ledger.refusals.filter((refusal) => refusal.reasons.length === 0 || refusal.reasons.some((reason) => !isFounded(reason, refusal, { clinic, ledger, taken })));
  const wrong = [...wrongVisits(ledger, rows), ...wrongSeries(ledger, rows)];
  return { acknowledged: ledger.visits.size + ledger.series.size, lostOrDoubled: wrong.length, falseRefusals: unfounded.length, faults: [...unfounded.map((each) => JSON.stringify(each)), ...wrong, ...ledger.faults].slice(0, 20) };
}

/** Each single visit is as it was acknowledged last, and no other is there. */
function wrongVisits(ledger: Ledger, rows: readonly Row[]): string[] {
  const known = new Map(rows.map((row) => [row.id, row]));
  const lost = [...ledger.visits.values()].filter((visit) => {
    const row = known.get(visit.id);
    const state = visit.state === 'CANCELLED' ? ['CANCELLED', 'LATE_CANCELLED'] : visit.state === 'HELD' ? ['HELD', 'EXPIRED'] : [visit.state];
    const isThere = row && state.includes(row.state) && row.starts_at.getTime() === visit.startsAt.getTime() && row.practitioner_id === visit.practitionerId && row.room_id === visit.roomId && row.patient_id === visit.patientId;
    return !isThere || row.reserved !== (row.state === 'BOOKED' || row.state === 'HELD' ? 3 : 0);
  });
  const unknown = rows.filter(({ id, series_id: seriesId, is_offer: isOffer }) => !ledger.visits.has(id) && seriesId === null && !isOffer);
  return [...lost.map(({ id, state }) => `lost ${state} ${id}`), ...unknown.map(({ id, state }) => `never acknowledged ${state} ${id}`)];
}

function wrongSeries(ledger: Ledger, rows: readonly Row[]): string[] {
  const standing = Map.groupBy(rows.filter(({ series_id: seriesId, state }) => seriesId !== null && state === 'BOOKED'), (row) => row.series_id ?? '');
  const wrong = [...ledger.series.values()].filter(({ id, visits, cancelled }) => (standing.get(id)?.filter(({ reserved }) => reserved === 3).length ?? 0) !== (cancelled ? 0 : visits));
  const unknown = [...standing.keys()].filter((id) => !ledger.series.has(id));
  return [...wrong.map(({ id }) => `series ${id}`), ...unknown.map((id) => `series never acknowledged ${id}`)];
}

/** Every time that anybody ever had, with the span in which it could have been seen. */
async function takenTimes(clinic: SchedulingClinic, ledger: Ledger, rows: readonly Row[]): Promise<Map<string, Taken[]>> {
  const seriesOf = new Map(rows.map((row) => [row.id, row.series_id]));
  const spanOf = (holderId: string): Span => {
    const visit = ledger.visits.get(holderId);
    if (visit) return { from: visit.span.from, until: visit.state === 'HELD' && visit.expiresAt ? ledger.ranOutAt(visit.expiresAt) : visit.span.until };
    const series = ledger.series.get(seriesOf.get(holderId) ?? '');
    return series ? { from: series.sentAt, until: series.until } : FOREVER;
  };
  const reserved = await clinic.asAdmin<{ holder_id: string; resource_id: string; starts_at: Date; ends_at: Date }>(RESERVED);
  const times = reserved.map((row) => ({ resourceId: row.resource_id, holderId: row.holder_id, startsAt: row.starts_at, endsAt: row.ends_at, span: spanOf(row.holder_id) }));
  return Map.groupBy(times, ({ resourceId }) => resourceId);
}

interface Facts { readonly clinic: SchedulingClinic; readonly ledger: Ledger; readonly taken: ReadonlyMap<string, readonly Taken[]> }

/** Whether something that was committed, or being committed, stood behind the reason while the request was under way. */
function isFounded(reason: string, refusal: Refusal, { clinic, ledger, taken }: Facts): boolean {
  const endsAt = new Date(refusal.startsAt.getTime() + VISIT_MS);
  const stood = ({ startsAt, endsAt: until, span }: { startsAt: Date; endsAt: Date; span: Span }): boolean => startsAt < endsAt && refusal.startsAt < until && span.from < refusal.until && refusal.from < span.until;
  const others = (resourceId: string): number => (taken.get(resourceId) ?? []).filter((each) => each.holderId !== refusal.exceptId && stood(each)).length;
  switch (reason) {
    case 'PRACTITIONER_TAKEN': return others(refusal.practitionerId) > 0;
    case 'ROOM_TAKEN': return others(refusal.roomId) >= (refusal.roomId === clinic.rows.gym ? 2 : 1);
    case 'PATIENT_TAKEN': return others(refusal.patientId) > 0;
    case 'CLOSED': return ledger.closures.some(stood);
    default: return false;
  }
}
