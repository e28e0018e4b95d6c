import type { Demand } from '../availability/starts';
import { melt, type Stretch } from '../availability/stretches';

/** Stretches of time in order, looked up by halves: a year's reservations of one resource. */
export class BusyTime {
  #stretches: readonly Stretch[];
  readonly #buffers: Pick<Demand, 'before' | 'after'>;

  /** Of what is reserved; the buffers are those of the visit that is to be placed, in milliseconds. */
  constructor(reserved: readonly Stretch[], buffers: Pick<Demand, 'before' | 'after'> = { before: 0, after: 0 }) {
    this.#buffers = buffers;
    this.#stretches = melt(reserved.map((stretch) => this.#barredBy(stretch)));
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

  /** Another such visit is placed there, with its own buffers. */
  add({ startsAt, endsAt }: Stretch): void {
    const { before, after } = this.#buffers;
    this.#stretches = melt([...this.#stretches, this.#barredBy({ startsAt: startsAt - before, endsAt: endsAt + after })]);
  }

  /** When a visit may not be while this is reserved. */
  #barredBy({ startsAt, endsAt }: Stretch): Stretch {
    return { startsAt: startsAt - this.#buffers.after, endsAt: endsAt + this.#buffers.before };
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
