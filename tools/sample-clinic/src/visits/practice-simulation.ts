import { calendarDay, type DayNumber } from '../calendar/day-number';
import { makeClinic } from '../clinic/clinic-maker';
import type { Clinic, SampleContext } from '../clinic/context';
import { workingDays, type Extent } from '../clinic/sizes';
import { Billing } from '../money/billing';
import { CoverageMaker } from '../money/coverage-maker';
import { PatientMaker } from '../people/patient-maker';
import { CarePool } from './care-pool';
import { capacityOf, dutiesOf, type DutyHours } from './day-book';
import { GroupClasses } from './group-classes';
import { VisitPlanner } from './visit-planner';
import { VisitWriter } from './visit-writer';
import { writeWaitlist } from './waitlist-maker';

/** Today is a busy day whatever the size, so that at any hour of work patients wait, sit in rooms and are treated. */
const FULLNESS_TODAY = 0.85;

/** How full the last of the coming days is, against a day of the past. */
const FULLNESS_AT_THE_END = 0.35;

/** The coming working days on which somebody's time is being held at this moment, counted from tomorrow. */
const DAYS_WITH_A_HOLD = [4, 8];

/** A day that is written. */
export interface DayDone {
  readonly day: string;
  readonly visits: number;
  readonly patients: number;
}

/** Makes a practice's life from its first to its last day, in time's order; each step is a day whose rows are all given to the sink. */
export function* simulatePractice(context: SampleContext): Generator<DayDone> {
  const clinic = makeClinic(context);
  const patients = new PatientMaker(context, new CoverageMaker(context));
  const pool = new CarePool(context, clinic, patients);
  const billing = new Billing(context);
  const classes = new GroupClasses(context, clinic);
  const writer = new VisitWriter(context, classes);
  const planner = new VisitPlanner(context, { pool, billing, writer });
  const days = workingDays(context.today, context.extent);
  const schedule = new Schedule(context, days);
  for (const [place, day] of days.entries()) {
    pool.moveTo(day);
    const comingDay = place - context.extent.pastDays - (days[context.extent.pastDays] === context.today ? 1 : 0);
    fillDay({ context, clinic, planner }, day, { ...schedule.of(place, planner.arranged), hasHold: DAYS_WITH_A_HOLD.includes(comingDay) });
    yield { day: calendarDay(day), visits: planner.arranged, patients: patients.registered };
  }
  pool.admitTheRest();
  patients.finish();
  classes.finish(pool.known);
  writeWaitlist(context, clinic, pool.known);
  writer.finish();
}

interface DayGoal {
  /** How many appointments the day should get. */
  readonly visits: number;
  /** How many patients the practice should know by then. */
  readonly patients: number;
}

/** How far a day may differ from its due share, to make up for days that came out fuller or emptier. */
const CATCHES_UP = { least: 0.6, most: 1.4 };

/** Spreads an extent's visits and patients over its days, evenly up to today and thinner after it. */
class Schedule {
  readonly #extent: Extent;
  readonly #weights: readonly number[];
  /** Sum of the weights up to each day, itself included. */
  readonly #sums: readonly number[];

  constructor({ today, extent }: SampleContext, days: readonly DayNumber[]) {
    this.#extent = extent;
    const coming = days.filter((day) => day > today).length;
    this.#weights = days.map((day, place) => (day <= today ? 1 : 1 - (1 - FULLNESS_AT_THE_END) * ((place - (days.length - coming) + 1) / coming)));
    let sum = 0;
    this.#sums = this.#weights.map((weight) => (sum += weight));
  }

  of(place: number, arranged: number): DayGoal {
    const { visits, patients, inCareAtStart } = this.#extent;
    const total = this.#sums.at(-1) ?? 1;
    const share = (this.#weights[place] ?? 0) / total;
    const reached = (this.#sums[place] ?? 0) / total;
    const missing = visits * reached - arranged;
    return {
      visits: Math.min(Math.max(missing, visits * share * CATCHES_UP.least), visits * share * CATCHES_UP.most),
      patients: inCareAtStart + (patients - inCareAtStart) * reached,
    };
  }
}

interface Parts {
  readonly context: SampleContext;
  readonly clinic: Clinic;
  readonly planner: VisitPlanner;
}

/** Each site gets its part of the day's visits, and each practitioner their part of the site's. Another one begins each day. */
function fillDay({ context, clinic, planner }: Parts, day: DayNumber, goal: DayGoal & { hasHold: boolean }): void {
  const duties = dutiesOf(context, clinic, day);
  const first = duties.length === 0 ? 0 : day % duties.length;
  const held = goal.hasHold ? duties[0] : undefined;
  for (const duty of [...duties.slice(first), ...duties.slice(0, first)]) {
    const atSite = duties.filter((other) => other.site === duty.site);
    const capacity = atSite.reduce((sum, other) => sum + capacityOf(other), 0);
    const due = goal.visits / new Set(duties.map(({ site }) => site)).size / capacity;
    const share = Math.min(1, day === context.today ? Math.max(due, FULLNESS_TODAY) : due);
    const free: DutyHours = duty === held ? planner.hold(duty, goal.patients) : duty;
    planner.fill(free, share, goal.patients);
  }
}
