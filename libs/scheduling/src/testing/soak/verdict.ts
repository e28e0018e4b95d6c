import type { SchedulingClinic } from '../scheduling-clinic';
import { readHistory, seenIn, type ReservationVersion } from './history';
import type { Refusal } from './ledger';
import type { SoakPlace } from './soak';
import { isTrueAnswer, readRows, wrongSeries, wrongVisits } from './standing';

const VISIT_MS = 1_800_000;

/** What a soak came to: every number but the first and the last must be 0. */
export interface Verdict {
  readonly acknowledged: number;
  readonly lostOrDoubled: number;
  readonly falseRefusals: number;
  readonly faults: readonly string[];
  /** Of those that were refused for a room that bears several: at no moment were all of its lanes taken, but none was free throughout. */
  readonly betweenLanes: number;
}

type History = Awaited<ReturnType<typeof readHistory>>;
interface Facts { readonly place: SoakPlace; readonly history: History; readonly seriesOf: ReadonlyMap<string, string | null> }

/** Compares what was acknowledged with what is there, and each refusal with what the deciding statement saw: whatever was committed in its snapshot. */
export async function judge(clinic: SchedulingClinic, places: readonly SoakPlace[]): Promise<Verdict> {
  const [rows, history] = [await readRows(clinic), await readHistory(clinic)];
  const seriesOf = new Map(rows.visits.map((row) => [row.id, row.series_id]));
  const verdicts = places.map((place) => {
    const { ledger } = place;
    const facts = { place, history, seriesOf };
    const unfounded = ledger.refusals.filter((refusal) => !isFounded(refusal, facts)).map((each) => `unfounded ${JSON.stringify(each)}`);
    const untrue = [...ledger.overtaken, ...ledger.closedOffers].filter((each) => !isTrueAnswer(each, rows, ledger)).map((each) => `untrue ${JSON.stringify(each)}`);
    const wrong = [...wrongVisits(ledger, rows.visits.filter(({ practice_id: id }) => id === place.practiceId)), ...wrongSeries(ledger, rows.visits.filter(({ practice_id: id }) => id === place.practiceId))];
    return { acknowledged: ledger.visits.size + ledger.series.size, wrong, refused: [...unfounded, ...untrue], faults: ledger.faults, betweenLanes: ledger.refusals.filter((refusal) => isBetweenLanes(refusal, facts)).length };
  });
  const sum = (count: (verdict: (typeof verdicts)[number]) => number): number => verdicts.reduce((total, each) => total + count(each), 0);
  return {
    acknowledged: sum(({ acknowledged }) => acknowledged), lostOrDoubled: sum(({ wrong }) => wrong.length), falseRefusals: sum(({ refused }) => refused.length),
    faults: verdicts.flatMap(({ refused, wrong, faults }) => [...refused, ...wrong, ...faults]).slice(0, 20), betweenLanes: sum(({ betweenLanes }) => betweenLanes),
  };
}

/** Whether something stood behind each of the reasons in the snapshot of the statement that decided. */
function isFounded(refusal: Refusal, facts: Facts): boolean {
  return refusal.reasons.length > 0 && refusal.reasons.every((reason) => stoodBehind(reason, refusal, facts));
}

function stoodBehind(reason: string, refusal: Refusal, facts: Facts): boolean {
  switch (reason) {
    case 'PRACTITIONER_TAKEN': return inTheWay(refusal.practitionerId, refusal, facts).length > 0;
    case 'ROOM_TAKEN': return isFull(refusal, inTheWay(refusal.roomId, refusal, facts), facts);
    case 'PATIENT_TAKEN': return inTheWay(refusal.patientId, refusal, facts).length > 0;
    case 'CLOSED': case 'NOT_OPEN': return wasClosed(refusal, facts);
    default: return false;
  }
}

/** What others had of a resource at the time that was refused. A hold that had run out by the clock of the decision had nothing. */
function inTheWay(resourceId: string, { startsAt, seriesId, decision: { reservations: sight } }: Refusal, { history, seriesOf }: Facts): ReservationVersion[] {
  if (!sight) return [];
  const saw = seenIn(sight.snapshot);
  const [, , , , now, ignored] = sight.values as [unknown, unknown, unknown, unknown, Date, readonly string[]];
  const until = startsAt.getTime() + VISIT_MS;
  return (history.reservations.get(resourceId) ?? []).filter((each) =>
    each.startsAt.getTime() < until && each.endsAt > startsAt && saw(each.madeBy) && !saw(each.endedBy) && (each.expiresAt === null || each.expiresAt > now)
    && !ignored.includes(each.holderId) && (seriesId === null || seriesOf.get(each.holderId) !== seriesId));
}

function capacityOf(roomId: string, { place }: Facts): number {
  return roomId === place.rows.gym ? 2 : 1;
}

/** No lane is free throughout. */
function isFull({ roomId }: Refusal, others: readonly ReservationVersion[], facts: Facts): boolean {
  return Array.from({ length: capacityOf(roomId, facts) }, (_none, lane) => lane).every((lane) => others.some(({ firstLane, endLane }) => firstLane <= lane && lane < endLane));
}

function isBetweenLanes(refusal: Refusal, facts: Facts): boolean {
  if (refusal.reasons.join() !== 'ROOM_TAKEN') return false;
  const others = inTheWay(refusal.roomId, refusal, facts);
  const most = Math.max(0, ...others.map(({ startsAt }) => Math.max(startsAt.getTime(), refusal.startsAt.getTime())).map((instant) => others.filter((each) => each.startsAt.getTime() <= instant && instant < each.endsAt.getTime()).length));
  return most < capacityOf(refusal.roomId, facts);
}

function wasClosed({ startsAt, decision: { sites } }: Refusal, { place: { ledger }, history }: Facts): boolean {
  if (!sites) return false;
  const saw = seenIn(sites.snapshot);
  const stood = new Set(history.closures.filter(({ madeBy, endedBy }) => saw(madeBy) && !saw(endedBy)).map(({ id }) => id));
  return ledger.closures.some((closure) => stood.has(closure.id) && closure.startsAt.getTime() < startsAt.getTime() + VISIT_MS && closure.endsAt > startsAt);
}

