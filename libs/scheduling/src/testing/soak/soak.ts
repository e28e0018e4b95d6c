import type { Id } from '@spindle/kernel';
import type { ClinicRows } from '../rows';
import type { SchedulingClinic } from '../scheduling-clinic';
import { Desk } from './desk';
import { Ledger, type LedgerVisit, type Times } from './ledger';
import { SoakClock } from './soak-clock';
import { Witness } from './witness';

export interface SoakOptions {
  readonly attempts: number;
  /** Desks that ask at a time, each over a connection of its own. */
  readonly desks: number;
  readonly seed: number;
}

/** A practice that is fought over, and what was answered there. */
export interface SoakPlace {
  readonly practiceId: Id<'Practice'>;
  readonly rows: ClinicRows;
  readonly ledger: Ledger;
}

/** Patients who are only waiting, at the end of a practice's list. */
const WAITING = 3;
/** Two days, eight hours each, starts every ten minutes: far fewer places than those who want one. */
const DAYS = 2;
const FIRST_DAY = Date.parse('2026-03-23T15:00:00Z');
const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

/** What desks do, by how often. */
const OPERATIONS = [
  ['book', 34], ['hold', 14], ['bookHeld', 6], ['release', 4], ['sweep', 2], ['cancel', 16], ['move', 6], ['ontoItself', 5], ['swap', 4], ['series', 3], ['changeSeries', 3], ['close', 1], ['wait', 1], ['offer', 2], ['answerOffer', 2],
] as const;
type Operation = (typeof OPERATIONS)[number][0];

/** Lets desks fight over few places of several practices until so many attempts were made. */
export async function soak(clinic: SchedulingClinic, places: readonly SoakPlace[], { attempts, desks, seed }: SoakOptions): Promise<void> {
  const witness = await Witness.of(clinic);
  const clock = new SoakClock(clinic);
  const fights = places.map((place, index) => new Fight(place, new Desk(clinic, place, witness), seed + index));
  let begun = 0;
  await Promise.all(Array.from({ length: desks }, async () => {
    for (let attempt = begun++; attempt < attempts; attempt = begun++) await clock.during(async () => fights[attempt % fights.length]?.once());
  }));
}

class Fight {
  #state: number;

  constructor(readonly place: SoakPlace, readonly desk: Desk, seed: number) {
    this.#state = seed;
  }

  async once(): Promise<void> {
    await this.#run(this.#operation());
  }

  async #run(operation: Operation): Promise<unknown> {
    const { desk } = this;
    const on = (visit: LedgerVisit | null, work: (visit: LedgerVisit) => Promise<unknown>): Promise<unknown> => (visit ? work(visit) : desk.book(this.#times(), null));
    switch (operation) {
      case 'book': return desk.book(this.#times(), null);
      case 'hold': return desk.book(this.#times(), 1 + this.#below(5));
      case 'bookHeld': return on(this.#one('HELD'), (visit) => desk.step(visit, 'bookHeld'));
      case 'release': return on(this.#one('HELD'), (visit) => desk.step(visit, 'release'));
      case 'sweep': return desk.sweep(this.#last('HELD').map(({ id }) => id));
      case 'cancel': return on(this.#one('BOOKED'), (visit) => desk.step(visit, 'cancel'));
      case 'move': return on(this.#one('BOOKED'), (visit) => desk.move(visit, { ...this.#times(), patientId: visit.patientId }));
      case 'ontoItself': return on(this.#one('BOOKED'), (visit) => desk.move(visit, { ...visit, startsAt: new Date(visit.startsAt.getTime() + (this.#below(2) ? 10 : -10) * MINUTE_MS) }));
      case 'swap': return this.#swap(this.#one('BOOKED'), this.#one('BOOKED'));
      case 'series': return desk.bookSeries({ ...this.#times(), startsAt: new Date(FIRST_DAY) }, this.#below(2) ? ['MONDAY', 'TUESDAY'] : ['TUESDAY', 'MONDAY'], this.#below(2) ? 'WHAT_FITS' : 'ALL_OR_NOTHING');
      case 'changeSeries': return this.#changeSeries();
      case 'close': return desk.close(this.#times());
      case 'wait': return desk.wait(this.place.rows.patients.at(-1 - this.#below(WAITING)) ?? '');
      case 'offer': return desk.offer();
      case 'answerOffer': return this.#answerOffer();
    }
  }

  /** Each to the other's place, at the same time. */
  async #swap(one: LedgerVisit | null, other: LedgerVisit | null): Promise<unknown> {
    if (!one || !other || one.id === other.id) return this.desk.book(this.#times(), null);
    return Promise.all([this.desk.move(one, { ...other, patientId: one.patientId }), this.desk.move(other, { ...one, patientId: other.patientId })]);
  }

  #changeSeries(): Promise<unknown> {
    const standing = [...this.place.ledger.series.values()].filter(({ cancelled }) => !cancelled);
    const one = standing[this.#below(standing.length)];
    if (!one) return this.desk.book(this.#times(), null);
    return this.#below(3) === 0 ? this.desk.moveSeries(one, `2026-03-23T1${1 + this.#below(4)}:00`) : this.desk.cancelSeries(one);
  }

  #answerOffer(): Promise<unknown> {
    const offers = [...this.place.ledger.offers.values()].slice(-5);
    const one = offers[this.#below(offers.length)];
    return one ? this.desk.answerOffer(one, this.#below(4) > 0) : this.desk.book(this.#times(), null);
  }

  #times(): Times {
    const { patients, ruiz, okafor, roomOne, roomTwo, gym } = this.place.rows;
    const startsAt = new Date(FIRST_DAY + this.#below(DAYS) * DAY_MS + this.#below(48) * 10 * MINUTE_MS);
    return { startsAt, patientId: patients[this.#below(patients.length - WAITING)] ?? '', practitionerId: this.#below(2) ? ruiz : okafor, roomId: [roomOne, roomTwo, gym][this.#below(3)] ?? gym };
  }

  #one(state: 'HELD' | 'BOOKED'): LedgerVisit | null {
    const visits = this.#last(state);
    return visits[this.#below(visits.length)] ?? null;
  }

  /** Those that came last: most of them are still there. */
  #last(state: 'HELD' | 'BOOKED'): LedgerVisit[] {
    return [...this.place.ledger.standing.values()].filter((visit) => visit.state === state).slice(-40);
  }

  #operation(): Operation {
    let left = this.#below(OPERATIONS.reduce((sum, [, weight]) => sum + weight, 0));
    return OPERATIONS.find(([, weight]) => (left -= weight) < 0)?.[0] ?? 'book';
  }

  /** A whole number below the limit, the same ones for the same seed (Mulberry32). */
  #below(limit: number): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296) * limit);
  }
}
