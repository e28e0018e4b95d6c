import type { Stretch } from '../availability/stretches';

/** Stretches of time in order, looked up by halves: a year's reservations of one resource. */
export class BusyTime {
  readonly #stretches: Stretch[];

  /** Stretches may touch, not overlap. */
  constructor(stretches: readonly Stretch[]) {
    this.#stretches = [...stretches].sort((a, b) => a.startsAt - b.startsAt);
  }

  /** Whether nothing of the stretch is busy. */
  isFree({ startsAt, endsAt }: Stretch): boolean {
    const next = this.#stretches[this.#firstEndingAfter(startsAt)];
    return next === undefined || next.startsAt >= endsAt;
  }

  /** Whether one stretch holds the whole of this one. */
  holds({ startsAt, endsAt }: Stretch): boolean {
    const next = this.#stretches[this.#firstEndingAfter(startsAt)];
    return next !== undefined && next.startsAt <= startsAt && endsAt <= next.endsAt;
  }

  add(stretch: Stretch): void {
    this.#stretches.splice(this.#firstEndingAfter(stretch.startsAt), 0, stretch);
  }

  #firstEndingAfter(instant: number): number {
    let [low, high] = [0, this.#stretches.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#stretches[middle]?.endsAt ?? Infinity) > instant) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}
