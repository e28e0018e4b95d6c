import { HOUR, MINUTE } from '../calendar/day-number';
import type { Random, Weighted } from '../chance/random';
import type { DemoRole } from '../sample-practices';
import { stateOf, type Visit, type VisitAction, type VisitState, type VisitStep } from './visit';

type Outcome = 'COMES' | 'CANCELS_EARLY' | 'CANCELS_LATE' | 'STAYS_AWAY' | 'WAS_A_MISTAKE';

const OUTCOMES: Weighted<Outcome> = [[87, 'COMES'], [4.5, 'CANCELS_EARLY'], [3.5, 'CANCELS_LATE'], [4, 'STAYS_AWAY'], [1, 'WAS_A_MISTAKE']];
/** What people say, and the code under which it is counted. */
const CANCELLATIONS: Readonly<Record<string, string>> = {
  'Cannot get off work': 'PATIENT', Transport: 'PATIENT_TRANSPORT', 'Away from home': 'PATIENT', 'Feels better': 'PATIENT_FEELS_BETTER', Childcare: 'PATIENT', 'Found another time elsewhere': 'PATIENT_CHANGES_PROVIDER',
};
const NOTICE = 24 * HOUR;
const GRACE = 15 * MINUTE;

/** A step that is meant to be taken. */
type Intent = Pick<VisitStep, 'action' | 'to' | 'at'> & Partial<Pick<VisitStep, 'by' | 'reason'>>;

/**
 * The steps that a visit has taken by now. Its whole course is drawn, and cut off at the present: so the past is over,
 * today is under way as the clock says, and some of what is to come is already confirmed or cancelled.
 */
export function courseOf(visit: Visit, now: number, random: Random): VisitStep[] {
  if (visit.heldUntil !== null) return taken(visit, [{ action: 'EXPIRE', to: 'EXPIRED', at: visit.heldUntil + MINUTE, by: 'SERVICE' }], now);
  const confirmation: Intent = { action: 'CONFIRM', to: 'CONFIRMED', at: visit.startsAt - random.between(2, 72) * HOUR - random.between(0, 59) * MINUTE };
  const isConfirmed = random.chance(0.75) && confirmation.at > visit.bookedAt;
  const ending = endingOf(random.weighted(OUTCOMES), visit, random);
  const first = ending[0];
  return taken(visit, [...(isConfirmed && first && confirmation.at < first.at ? [confirmation] : []), ...ending], now);
}

/** The steps of a visit that was moved elsewhere at an instant. */
export function movedCourse(visit: Visit, at: number): VisitStep[] {
  return taken(visit, [{ action: 'RESCHEDULE', to: 'RESCHEDULED', at }], at);
}

function taken(visit: Visit, intents: readonly Intent[], now: number): VisitStep[] {
  const steps: VisitStep[] = [];
  let last = visit.bookedAt;
  for (const { action, to, at, by = 'FRONT_DESK', reason = null } of intents) {
    last = Math.max(at, last + MINUTE);
    if (last > now) break;
    steps.push({ action, from: stateOf(visit, steps), to, at: last, by, reason });
  }
  return steps;
}

function endingOf(outcome: Outcome, visit: Visit, random: Random): Intent[] {
  const { startsAt, bookedAt } = visit;
  switch (outcome) {
    case 'COMES': return attendance(visit, random);
    case 'CANCELS_EARLY': return [cancellation(visit, random.between(bookedAt, startsAt - NOTICE - HOUR), random)];
    case 'CANCELS_LATE': return [cancellation(visit, random.between(Math.max(bookedAt, startsAt - NOTICE), startsAt - 10 * MINUTE), random)];
    case 'STAYS_AWAY': return [{ action: 'RECORD_NO_SHOW', to: 'NO_SHOW', at: startsAt + GRACE + random.between(2, 20) * MINUTE }];
    case 'WAS_A_MISTAKE': return [{ action: 'ENTER_IN_ERROR', to: 'ENTERED_IN_ERROR', at: bookedAt + random.between(2, 30) * MINUTE, by: 'PRACTICE_ADMIN', reason: 'Booked for another person of the same name' }];
  }
}

/** A cancellation inside the site's notice counts as late, whenever it was meant to come. */
function cancellation({ startsAt, bookedAt }: Visit, wanted: number, random: Random): Intent {
  const at = Math.max(wanted, bookedAt + MINUTE);
  const to: VisitState = at > startsAt - NOTICE ? 'LATE_CANCELLED' : 'CANCELLED';
  return { action: 'CANCEL', to, at, reason: random.pick(Object.keys(CANCELLATIONS)) };
}

/** From the door to the end of treatment. The room is left before the next visit begins. */
function attendance({ startsAt, endsAt }: Visit, random: Random): Intent[] {
  const arrived = startsAt - random.between(4, 22) * MINUTE;
  const roomed = startsAt + random.between(0, 6) * MINUTE;
  const started = roomed + random.between(5, 13) * MINUTE;
  const step = (action: VisitAction, to: VisitState, { at, by }: { at: number; by: DemoRole }): Intent => ({ action, to, at: at + random.between(0, 50) * 1_000, by });
  return [
    step('CHECK_IN', 'ARRIVED', { at: arrived, by: 'FRONT_DESK' }),
    step('ROOM', 'IN_ROOM', { at: roomed, by: 'FRONT_DESK' }),
    step('START', 'IN_TREATMENT', { at: started, by: 'PRACTITIONER' }),
    step('COMPLETE', 'COMPLETED', { at: endsAt - random.between(2, 6) * MINUTE, by: 'PRACTITIONER' }),
  ];
}

/** The code of why a visit was given up; null for one that was not. */
export function cancellationCodeOf({ action, reason }: VisitStep): string | null {
  if (action === 'RECORD_NO_SHOW') return 'UNKNOWN';
  return action === 'CANCEL' ? CANCELLATIONS[reason ?? ''] ?? null : null;
}
