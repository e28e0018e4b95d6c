import type { RepackCandidate, RepackOption, Taking } from './repack';

/**
 * Chooses what becomes of each visit: first each in the order of time takes its cheapest place among what is left; then,
 * as long as it lowers the whole cost, a visit goes to a cheaper free place, or takes the place of one other visit, which
 * goes to its next best. In the end no visit, and no two visits together, could be placed at less cost; and what is chosen
 * can be had all at once, while visits without a place stay where they are.
 */
export function repack(candidates: readonly RepackCandidate[]): ReadonlyMap<string, RepackOption> {
  const inOrder = candidates.toSorted((a, b) => a.startsAt - b.startsAt || (a.id < b.id ? -1 : 1));
  const plan = new RepackPlan(inOrder);
  for (const candidate of inOrder) {
    const option = plan.cheapestFree(candidate, plan.of(candidate).cost);
    if (option) plan.choose(candidate, option);
  }
  for (let improved = true; improved;) {
    improved = false;
    for (const candidate of inOrder) improved = plan.improve(candidate) || improved;
  }
  return plan.chosen;
}

interface Taken extends Taking {
  readonly holder: RepackCandidate;
}

/** What was chosen so far, and what it takes of each resource. */
class RepackPlan {
  readonly chosen = new Map<string, RepackOption>();
  readonly #taken = new Map<string, Taken[]>();

  /** In the beginning all stay. */
  constructor(candidates: readonly RepackCandidate[]) {
    for (const candidate of candidates) this.#put(candidate, candidate.stay);
  }

  of({ id }: RepackCandidate): RepackOption {
    const option = this.chosen.get(id);
    if (!option) throw new Error('The visit is not of this plan.');
    return option;
  }

  choose(candidate: RepackCandidate, option: RepackOption): void {
    for (const { resourceId } of this.of(candidate).takings) this.#taken.set(resourceId, (this.#taken.get(resourceId) ?? []).filter(({ holder }) => holder !== candidate));
    this.#put(candidate, option);
  }

  /** The cheapest option below a cost that nobody is in the way of. */
  cheapestFree(candidate: RepackCandidate, below: number): RepackOption | null {
    for (const option of candidate.options()) {
      if (option.cost >= below) return null;
      if (this.#inTheWay(candidate, option).size === 0) return option;
    }
    return null;
  }

  /** Whether the visit, alone or in exchange with one other, got a place that lowers the whole cost. */
  improve(candidate: RepackCandidate): boolean {
    const now = this.of(candidate);
    for (const option of candidate.options()) {
      if (option.cost >= now.cost) return false;
      const [other, ...more] = this.#inTheWay(candidate, option);
      if (more.length > 0) continue;
      if (!other) {
        this.choose(candidate, option);
        return true;
      }
      if (this.#exchange({ candidate, option }, other)) return true;
    }
    return false;
  }

  #exchange({ candidate, option }: { readonly candidate: RepackCandidate; readonly option: RepackOption }, other: RepackCandidate): boolean {
    const [now, others] = [this.of(candidate), this.of(other)];
    this.choose(candidate, option);
    const next = this.cheapestFree(other, others.cost + now.cost - option.cost);
    if (next) this.choose(other, next);
    else this.choose(candidate, now);
    return next !== null;
  }

  #put(candidate: RepackCandidate, option: RepackOption): void {
    this.chosen.set(candidate.id, option);
    for (const taking of option.takings) this.#taken.set(taking.resourceId, [...(this.#taken.get(taking.resourceId) ?? []), { ...taking, holder: candidate }]);
  }

  #inTheWay(candidate: RepackCandidate, { takings }: RepackOption): Set<RepackCandidate> {
    return new Set(takings.flatMap((taking) => {
      const others = (this.#taken.get(taking.resourceId) ?? []).filter(({ holder }) => holder !== candidate);
      return crowding(taking, others).map(({ holder }) => holder);
    }));
  }
}

/** Those that cannot be beside the taking: the resource would have to bear more than it can, or somebody to be at two sites. */
function crowding<Other extends Taking>(taking: Taking, others: readonly Other[]): Other[] {
  const beside = others.filter((other) => touch(taking, other));
  if (beside.length >= taking.places) return beside;
  return beside.filter((other) => isTooFar(taking, other) || others.filter((third) => third !== other && touch(other, third)).length + 1 >= other.places);
}

/** Whether two takings of one resource meet: in time, or on the way between two sites. */
export function touch(one: Taking, other: Taking): boolean {
  const way = isTooFar(one, other) ? (one.wayMs ?? 0) + (other.wayMs ?? 0) : 0;
  return one.startsAt < other.endsAt + way && other.startsAt < one.endsAt + way;
}

function isTooFar(one: Taking, other: Taking): boolean {
  return one.wayMs !== null && other.wayMs !== null && one.locationId !== other.locationId;
}
