import type { Id } from '@spindle/kernel';
import { MEMBER_ID } from '@spindle/billing';
import { sealValue, type DataKey } from '@spindle/database';
import { calendarDay, DAY, type DayNumber } from '../calendar/day-number';
import { Random, type Weighted } from '../chance/random';
import { timeOrderedId } from '../chance/time-ordered-id';
import { dayOrNull, type SampleContext } from '../clinic/context';
import { hexBytes } from '../loading/tables';
import { PAYERS, type PlanProfile } from './payers';

/** A plan of the practice. */
export interface Plan extends PlanProfile {
  readonly id: string;
  readonly payerId: string;
}

/** That a plan covers a patient; days included, no last day: open. */
export interface HeldCoverage {
  readonly id: string;
  readonly plan: Plan;
  readonly priority: 'PRIMARY' | 'SECONDARY';
  readonly from: DayNumber;
  readonly to: DayNumber | null;
}

const RELATIONSHIPS: Weighted<string> = [[70, 'SELF'], [18, 'SPOUSE'], [10, 'CHILD'], [2, 'OTHER']];
const INSURED = 0.68;
const CHANGES_AT_NEW_YEAR = 0.25;
const LOSES_COVERAGE = 0.05;
const HAS_SECONDARY = 0.12;

/** Writes payers and plans, and what covers each patient. */
export class CoverageMaker {
  readonly #context: SampleContext;
  readonly #random: Random;
  readonly #plans: Weighted<Plan>;
  readonly #dataKey: DataKey;

  constructor(context: SampleContext) {
    this.#context = context;
    this.#random = new Random(context.seed, `${context.profile.practice.slug} coverages`);
    this.#plans = this.#writePlans();
    this.#dataKey = this.#writeDataKey();
  }

  #writeDataKey(): DataKey {
    const { sink, dataKeys, firstDay, profile } = this.#context;
    const { id, wrappedBy, wrapped, practiceId } = dataKeys.make('billing', profile.practice.id);
    sink.add('billing.data_key', { id, wrapped_by: wrappedBy, wrapped: hexBytes(wrapped), created_at: new Date((firstDay - 30) * DAY) });
    return dataKeys.open('billing', { id, practiceId, wrappedBy, wrapped });
  }

  #writePlans(): Weighted<Plan> {
    const { sink, firstDay } = this.#context;
    const plans: [number, Plan][] = [];
    for (const { name, identifier, plans: profiles } of PAYERS) {
      const payerId = timeOrderedId((firstDay - 30) * DAY, this.#random);
      sink.add('billing.payer', { id: payerId, name, payer_identifier: identifier });
      for (const profile of profiles) {
        const id = timeOrderedId((firstDay - 30) * DAY, this.#random);
        sink.add('billing.insurance_plan', { id, payer_id: payerId, name: profile.name, kind: profile.kind });
        plans.push([profile.weight, { ...profile, id, payerId }]);
      }
    }
    return plans;
  }

  /** The coverages of a new patient, past and coming ones: some change plans at a new year, some lose theirs, some have two. */
  cover(patientId: Id<'Patient'>, registeredAt: number): HeldCoverage[] {
    const random = this.#random;
    if (!random.chance(INSURED)) return [];
    const registeredOn = Math.floor(registeredAt / DAY);
    const from = registeredOn - random.between(30, 900);
    const primary = this.#succession(from, newYears(registeredOn, this.#context.today));
    const secondary = random.chance(HAS_SECONDARY) ? [{ plan: random.weighted(this.#plans), from, to: null }] : [];
    return [
      ...primary.map((period) => this.#write(patientId, registeredAt, { ...period, priority: 'PRIMARY' as const })),
      ...secondary.map((period) => this.#write(patientId, registeredAt, { ...period, priority: 'SECONDARY' as const })),
    ];
  }

  /** Each plan begins on the day after the one before it. */
  #succession(from: DayNumber, changes: readonly DayNumber[]): Omit<HeldCoverage, 'id' | 'priority'>[] {
    const random = this.#random;
    const starts = [from, ...changes.filter(() => random.chance(CHANGES_AT_NEW_YEAR))];
    const lostOn = random.chance(LOSES_COVERAGE) ? this.#context.today - random.between(5, 60) : null;
    return starts.map((start, place) => {
      const next = starts[place + 1];
      const lastDay = next === undefined ? lostOn : next - 1;
      return { plan: random.weighted(this.#plans), from: start, to: lastDay !== null && lastDay < start ? null : lastDay };
    });
  }

  #write(patientId: Id<'Patient'>, registeredAt: number, period: Omit<HeldCoverage, 'id'>): HeldCoverage {
    const coverage = { ...period, id: timeOrderedId(registeredAt, this.#random) };
    const memberId = `SMPL${this.#random.between(10_000_000, 99_999_999)}`;
    const { sealed, index, keyId } = sealValue(this.#dataKey, MEMBER_ID, { practiceId: this.#context.profile.practice.id, id: coverage.id, value: memberId });
    this.#context.sink.add('billing.coverage', {
      id: coverage.id, version: coverage.to === null ? 1 : 2, patient_id: patientId, plan_id: coverage.plan.id, priority: coverage.priority,
      member_id_sealed: hexBytes(sealed), member_id_index: hexBytes(index), member_id_key: keyId, relationship: this.#random.weighted(RELATIONSHIPS),
      valid_from: calendarDay(coverage.from), valid_to: dayOrNull(coverage.to), source: 'RECORDED', created_at: new Date(registeredAt),
    });
    return coverage;
  }
}

/** The coverage that pays in this order on a day. */
export function coverageOn(coverages: readonly HeldCoverage[], priority: HeldCoverage['priority'], day: DayNumber): HeldCoverage | null {
  return coverages.find((coverage) => coverage.priority === priority && coverage.from <= day && (coverage.to === null || day <= coverage.to)) ?? null;
}

/** The first days of at most two years after a day, the coming one included. */
function newYears(after: DayNumber, today: DayNumber): DayNumber[] {
  const year = Number(calendarDay(after).slice(0, 4));
  return [year + 1, year + 2].map((each) => Date.UTC(each, 0, 1) / DAY).filter((day) => day <= today + 90);
}
