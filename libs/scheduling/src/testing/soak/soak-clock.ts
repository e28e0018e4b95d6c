import type { SchedulingClinic } from '../scheduling-clinic';

/** What passes at a time. Changes are allowed to wait less than a minute, which is the shortest hold, however slow the machine is. */
const TICK_MS = 50_000;

/** The clock of a soak: it goes on when everybody who had begun before it last went on is done. So nothing takes longer than one tick. */
export class SoakClock {
  #tick = 0;
  /** How many are under way, by the tick in which they began. */
  readonly #underWay = new Map<number, number>();

  constructor(readonly clinic: SchedulingClinic) {}

  async during(work: () => Promise<unknown>): Promise<void> {
    const begun = this.#tick;
    this.#count(begun, 1);
    await work();
    this.#count(begun, -1);
    if (this.#count(this.#tick - 1, 0) > 0) return;
    this.#tick += 1;
    this.clinic.now = new Date(this.clinic.now.getTime() + TICK_MS);
  }

  #count(tick: number, more: number): number {
    const count = (this.#underWay.get(tick) ?? 0) + more;
    this.#underWay.set(tick, count);
    return count;
  }
}
