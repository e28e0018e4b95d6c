import type { SchedulingClinic } from '../scheduling-clinic';
import { Desk } from './desk';
import { Ledger, type LedgerVisit, type Times } from './ledger';

export interface SoakOptions {
  readonly attempts: number;
  /** Desks that ask at a time, each over a connection of its own. */
  readonly desks: number;
  readonly seed: number;
}

/** Patients who are only waiting, at the end of the clinic's list. */
const WAITING = 10;
/** Three days, eight hours each, starts every ten minutes: far fewer places than those who want one. */
const FIRST_DAY = Date.parse('2026-03-23T15:00:00Z');
const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

/** What desks do, by how often. */
const OPERATIONS = [
  ['book', 34], ['hold', 14], ['bookHeld', 6], ['release', 4], ['cancel', 14], ['move', 6], ['ontoItself', 5], ['swap', 4], ['series', 4], ['changeSeries', 3], ['close', 1], ['wait', 2], ['offer', 3],
] as const;
type Operation = (typeof OPERATIONS)[number][0];

/** Lets desks fight over few places until so many attempts were made. A minute of the clock passes in twenty of them, so that holds run out. */
export async function soak(clinic: SchedulingClinic, { attempts, desks, seed }: SoakOptions): Promise<Ledger> {
  const ledger = new Ledger();
  const fight = new Fight(clinic, ledger, seed);
  let begun = 0;
  await Promise.all(Array.from({ length: desks }, async () => {
    while ((begun += 1) <= attempts) {
      if (begun % 20 === 0) ledger.tick(clinic.now = new Date(clinic.now.getTime() + MINUTE_MS));
      await fight.once();
    }
  }));
  return ledger;
}

class Fight {
  readonly #desk: Desk;
  #state: number;

  constructor(readonly clinic: SchedulingClinic, readonly ledger: Ledger, seed: number) {
    this.#desk = new Desk(clinic, ledger);
    this.#state = seed;
  }

  async once(): Promise<void> {
    await this.#run(this.#operation());
  }

  async #run(operation: Operation): Promise<unknown> {
    const desk = this.#desk;
    const held = (): LedgerVisit | null => this.#one('HELD');
    const booked = (): LedgerVisit | null => this.#one('BOOKED');
    const on = (visit: LedgerVisit | null, work: (visit: LedgerVisit) => Promise<unknown>): Promise<unknown> => (visit ? work(visit) : desk.book(this.#times(), null));
    switch (operation) {
      case 'book': return desk.book(this.#times(), null);
      case 'hold': return desk.book(this.#times(), 5 + this.#below(10));
      case 'bookHeld': return on(held(), (visit) => desk.step(visit, 'bookHeld'));
      case 'release': return on(held(), (visit) => desk.step(visit, 'release'));
      case 'cancel': return on(booked(), (visit) => desk.step(visit, 'cancel'));
      case 'move': return on(booked(), (visit) => desk.move(visit, { ...this.#times(), patientId: visit.patientId }));
      case 'ontoItself': return on(booked(), (visit) => desk.move(visit, { ...visit, startsAt: new Date(visit.startsAt.getTime() + (this.#below(2) ? 10 : -10) * MINUTE_MS) }));
      case 'swap': return this.#swap(booked(), booked());
      case 'series': return desk.bookSeries({ ...this.#times(), startsAt: new Date(FIRST_DAY) }, this.#below(2) ? ['MONDAY', 'TUESDAY'] : ['TUESDAY', 'MONDAY']);
      case 'changeSeries': return this.#changeSeries();
      case 'close': return desk.close(this.#times());
      case 'wait': return desk.wait(this.clinic.rows.patients.at(-1 - this.#below(WAITING)) ?? '');
      case 'offer': return desk.offer();
    }
  }

  /** Each to the other's place, at the same time. */
  async #swap(one: LedgerVisit | null, other: LedgerVisit | null): Promise<unknown> {
    if (!one || !other || one.id === other.id) return this.#desk.book(this.#times(), null);
    return Promise.all([this.#desk.move(one, { ...other, patientId: one.patientId }), this.#desk.move(other, { ...one, patientId: other.patientId })]);
  }

  #changeSeries(): Promise<unknown> {
    const standing = [...this.ledger.series.values()].filter(({ cancelled }) => !cancelled);
    const one = standing[this.#below(standing.length)];
    if (!one) return this.#desk.book(this.#times(), null);
    return this.#desk.changeSeries(one.id, this.#below(3) === 0 ? `2026-03-23T1${1 + this.#below(4)}:00` : null);
  }

  #times(): Times {
    const { patients, ruiz, okafor, roomOne, roomTwo, gym } = this.clinic.rows;
    const startsAt = new Date(FIRST_DAY + this.#below(3) * DAY_MS + this.#below(48) * 10 * MINUTE_MS);
    return { startsAt, patientId: patients[this.#below(patients.length - WAITING)] ?? '', practitionerId: this.#below(2) ? ruiz : okafor, roomId: [roomOne, roomTwo, gym][this.#below(3)] ?? gym };
  }

  #one(state: 'HELD' | 'BOOKED'): LedgerVisit | null {
    const visits = [...this.ledger.visits.values()].filter((visit) => visit.state === state).slice(-40);
    return visits[this.#below(visits.length)] ?? null;
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
