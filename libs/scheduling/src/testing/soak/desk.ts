import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { GraphQLError } from 'graphql';
import type { CalendarDay, Id, Result } from '@spindle/kernel';
import type { Viewer } from '@spindle/subgraph';
import { createContext, type Context } from '../../context';
import { HoldSweepService } from '../../holds/hold-sweep.service';
import { WaitlistOffering } from '../../waitlist/offering.service';
import type { SchedulingClinic } from '../scheduling-clinic';
import type { Ledger, LedgerOffer, LedgerSeries, LedgerState, LedgerVisit, Times } from './ledger';
import type { SoakPlace } from './soak';
import type { Decision, Witness } from './witness';

type Occurrences = readonly { readonly startsAt: string | null; readonly conflicts: readonly string[] }[];
interface Failure {
  readonly kind: string; readonly refusals?: readonly { readonly reason: string }[]; readonly taken?: readonly string[]; readonly occurrences?: Occurrences;
  readonly currentVersion?: number; readonly expiredAt?: string; readonly state?: string;
}

/** What is asked, of whom, and in which version. */
interface Asked {
  readonly operation: string;
  readonly times: Times | null;
  readonly subject?: { readonly id: string; readonly version: number };
  readonly isSeries?: boolean;
}

/** A statement or a wait for a lock was cut off, as it is on a slow machine with fifty who want one: nothing was done, and nobody was told that it was. */
function isSlow(cause: unknown): boolean {
  return cause instanceof GraphQLError && cause.extensions['code'] === 'OVERLOADED';
}

const OPEN_OFFERS = `SELECT o.id, o.appointment_id, o.expires_at, a.patient_id, a.practitioner_id, a.room_id, a.starts_at FROM scheduling.waitlist_offer o JOIN scheduling.appointment a ON a.practice_id = o.practice_id AND a.id = o.appointment_id
  WHERE o.practice_id = $1 AND o.state = 'OPEN'`;
interface OfferRow { readonly id: string; readonly appointment_id: string; readonly expires_at: Date; readonly patient_id: string; readonly practitioner_id: string; readonly room_id: string; readonly starts_at: Date }

/** Asks the domain's services as many desks at a time would, and enters what they answer in the ledger. */
export class Desk {
  readonly ledger: Ledger;
  readonly #viewer: Viewer;
  #asked = 0;

  constructor(readonly clinic: SchedulingClinic, readonly place: SoakPlace, readonly witness: Witness) {
    this.ledger = place.ledger;
    this.#viewer = clinic.viewer(place.practiceId, 'PRACTICE_ADMIN');
  }

  /** Answers whether the time could be had. Every fifteenth is asked twice at a time, under one key. */
  async book(times: Times, minutes: number | null): Promise<boolean> {
    const input = { idempotencyKey: randomUUID(), ...this.#place(times) };
    const twice = (this.#asked += 1) % 15 === 0;
    const ask = (): Promise<Result<string, Failure> | null> => this.#ask({ operation: minutes === null ? 'book' : 'hold', times }, (context) => (minutes === null ? context.booking.book(input) : context.holds.hold({ ...input, minutes })));
    const [answer, again] = await Promise.all([ask(), twice ? ask() : null]);
    if (again && answer && !isDeepStrictEqual(again, answer)) this.ledger.faults.push('one key, two answers');
    const made = answer?.ok ? answer : again;
    if (made?.ok) this.ledger.made({ ...times, id: made.value, state: minutes === null ? 'BOOKED' : 'HELD' });
    return made?.ok === true;
  }

  async step(visit: LedgerVisit, name: 'bookHeld' | 'release' | 'cancel'): Promise<void> {
    const input = { idempotencyKey: randomUUID(), appointmentId: visit.id, version: visit.version, reasonCode: 'PATIENT' as const };
    const to: LedgerState = name === 'bookHeld' ? 'BOOKED' : 'CANCELLED';
    const answer = await this.#ask({ operation: name, times: null, subject: asRead(visit) }, (context): Promise<Result<string, Failure>> => (name === 'bookHeld' ? context.holds.book(input) : name === 'release' ? context.holds.release(input) : context.visitFlow.cancel(input)));
    if (answer?.ok) this.ledger.went(visit, to);
  }

  async move(visit: LedgerVisit, times: Times): Promise<void> {
    const { practitionerId, roomId, startsAt } = times;
    const input = { idempotencyKey: randomUUID(), appointmentId: visit.id, version: visit.version, practitionerId, roomId, startsAt };
    const answer = await this.#ask({ operation: 'reschedule', times, subject: asRead(visit) }, (context): Promise<Result<string, Failure>> => context.booking.reschedule(input));
    if (!answer?.ok) return;
    this.ledger.made({ patientId: visit.patientId, practitionerId, roomId, startsAt, id: answer.value, state: 'BOOKED' });
    this.ledger.went(visit, 'RESCHEDULED');
  }

  /** Ends holds that ran out, as the sweeper does. */
  async sweep(ids: readonly string[]): Promise<void> {
    await this.#work('sweep', (session) => new HoldSweepService(session, this.#clock).expire(ids));
  }

  /** Two a week, in either order, so that series cross. */
  async bookSeries(times: Times, weekdays: readonly ('MONDAY' | 'TUESDAY')[], policy: 'WHAT_FITS' | 'ALL_OR_NOTHING'): Promise<void> {
    const { patientId, practitionerId, roomId, startsAt } = times;
    const request = {
      patientId, serviceTypeCode: 'FOLLOW_UP', locationId: this.place.rows.broomfield, practitionerId, roomId, firstDay: startsAt.toISOString().slice(0, 10) as CalendarDay,
      weeklyTimes: weekdays.map((weekday) => ({ weekday, time: '11:00' })), visits: 4,
    };
    const answer = await this.#ask({ operation: 'bookSeries', times }, (context) => context.seriesBooking.book({ idempotencyKey: randomUUID(), request, policy }), (made, decision) => this.#refuseOccurrences('bookSeries', made.proposal.occurrences, { times, seriesId: null, decision }));
    if (!answer?.ok) return;
    const { seriesId, proposal } = answer.value;
    const booked = proposal.occurrences.filter(({ conflicts }) => conflicts.length === 0);
    this.ledger.series.set(seriesId, { ...times, id: seriesId, version: 1, visits: booked.length, firstOrdinal: booked[0]?.ordinal ?? 1, cancelled: false });
  }

  async cancelSeries(series: LedgerSeries): Promise<void> {
    const answer = await this.#ask({ operation: 'cancelSeries', times: null, subject: asRead(series) }, (context) => context.seriesChanges.cancel({ ...wholeOf(series), reasonCode: 'PATIENT' }));
    if (!answer?.ok) return;
    if (series.cancelled) this.ledger.faults.push(`a cancelled series was cancelled: ${series.id}`);
    series.version += 1;
    series.cancelled = true;
  }

  async moveSeries(series: LedgerSeries, localStart: string): Promise<void> {
    const answer = await this.#ask({ operation: 'moveSeries', times: series, subject: asRead(series), isSeries: true }, (context) => context.seriesChanges.move({ ...wholeOf(series), localStart }));
    if (!answer?.ok) return;
    if (series.cancelled) this.ledger.faults.push(`a cancelled series moved: ${series.id}`);
    series.version += 1;
  }

  /** Closes the site for the hour of a visit that somebody then tries to book, and opens it again. */
  async close(times: Times): Promise<void> {
    const { startsAt } = times;
    const endsAt = new Date(startsAt.getTime() + 3_600_000);
    const wall = (instant: Date): string => new Date(instant.getTime() - 6 * 3_600_000).toISOString().slice(0, 16);
    const closed = await this.#ask({ operation: 'close', times: null }, (context) => context.closures.close({ idempotencyKey: randomUUID(), locationId: this.place.rows.broomfield, kind: 'CLOSURE', name: 'Soak', localFrom: wall(startsAt), localUntil: wall(endsAt) }));
    if (!closed?.ok) return;
    this.ledger.closures.push({ id: closed.value, startsAt, endsAt });
    if (await this.book(times, null)) this.ledger.faults.push('booked while the site was closed');
    for (let open = false; !open;) open = (await this.#ask({ operation: 'reopen', times: null }, (context) => context.closures.reopen({ idempotencyKey: randomUUID(), closureId: closed.value, version: 1 })))?.ok === true;
  }

  async wait(patientId: string): Promise<void> {
    const input = { idempotencyKey: randomUUID(), patientId, serviceTypeCode: 'FOLLOW_UP' };
    await this.#ask({ operation: 'addToWaitlist', times: null }, (context): Promise<Result<unknown, Failure>> => context.waitlistChanges.add(input));
  }

  async offer(): Promise<void> {
    await this.#work('offer', (session) => new WaitlistOffering(session, this.#clock).run());
    for (const row of await this.clinic.asAdmin<OfferRow>(OPEN_OFFERS, [this.place.practiceId])) {
      this.ledger.offers.set(row.id, { id: row.id, appointmentId: row.appointment_id, expiresAt: row.expires_at, patientId: row.patient_id, practitionerId: row.practitioner_id, roomId: row.room_id, startsAt: row.starts_at });
    }
  }

  async answerOffer(offer: LedgerOffer, accepts: boolean): Promise<void> {
    const input = { idempotencyKey: randomUUID(), offerId: offer.id };
    const answer = await this.#ask({ operation: accepts ? 'accept' : 'decline', times: null, subject: { id: offer.id, version: 0 } }, (context): Promise<Result<string, Failure>> => (accepts ? context.waitlistChanges.accept(input) : context.waitlistChanges.decline(input)));
    if (!answer?.ok || !accepts) return;
    const { appointmentId: id, patientId, practitionerId, roomId, startsAt } = offer;
    this.ledger.made({ id, patientId, practitionerId, roomId, startsAt, state: 'BOOKED' }, 2);
  }

  get #clock(): { now(): Date } {
    return { now: () => this.clinic.now };
  }

  #place({ patientId, practitionerId, roomId, startsAt }: Times): { patientId: string; practitionerId: string; locationId: string; roomId: string; serviceTypeCode: string; startsAt: Date } {
    return { patientId, practitionerId, roomId, startsAt, locationId: this.place.rows.broomfield, serviceTypeCode: 'FOLLOW_UP' };
  }

  /** Work of the house itself: what it did is counted. */
  async #work(operation: string, work: (session: ReturnType<SchedulingClinic['database']['session']>) => Promise<number>): Promise<void> {
    const session = this.clinic.database.session(this.#viewer);
    try {
      this.ledger.answered(operation, await work(session) > 0 ? 'done' : 'nothing to do');
    } catch (cause) {
      if (isSlow(cause)) this.ledger.answered(operation, 'waited too long');
      else this.ledger.faults.push(`${operation}: ${String(cause)}`);
    }
    await session.end();
  }

  /** Null: it was cut off, or failed, which is a fault. */
  async #ask<T>(asked: Asked, work: (context: Context) => Promise<Result<T, Failure>>, tellDone: (value: T, decision: Decision) => void = () => undefined): Promise<Result<T, Failure> | null> {
    const { operation } = asked;
    const session = this.clinic.database.session(this.#viewer);
    try {
      const { result: answer, decision } = await this.witness.see(() => work(createContext(session, this.#clock)));
      this.ledger.answered(operation, answer.ok ? 'done' : answer.error.kind);
      if (answer.ok) tellDone(answer.value, decision);
      else this.#refused(asked, answer.error, decision);
      return answer;
    } catch (cause) {
      if (isSlow(cause)) this.ledger.answered(operation, 'waited too long');
      else this.ledger.faults.push(`${operation}: ${String(cause)}`);
      return null;
    } finally {
      await session.end();
    }
  }

  /** A refusal without a look of its own repeats the answer of the same key. */
  #refused({ operation, times, subject, isSeries = false }: Asked, failure: Failure, decision: Decision): void {
    const { ledger } = this;
    const { kind, currentVersion, expiredAt, state } = failure;
    if (kind === 'StaleVersionError') ledger.overtaken.push({ operation, id: subject?.id ?? '', sentVersion: subject?.version ?? 0, currentVersion: currentVersion ?? 0 });
    else if (kind === 'OfferClosedError') ledger.closedOffers.push({ id: subject?.id ?? '', state: state ?? '', at: this.clinic.now });
    else if (kind === 'HoldExpiredError' && new Date(expiredAt ?? NaN) <= this.clinic.now) return;
    else if (kind === 'SeriesConflictError' && times) this.#refuseOccurrences(operation, failure.occurrences ?? [], { times, seriesId: isSeries ? subject?.id ?? '' : null, decision });
    else if (kind === 'SlotTakenError' || kind === 'SlotNotOfferedError') {
      const reasons = [...(failure.refusals ?? []).map(({ reason }) => reason), ...(failure.taken ?? []).map((resource) => `${resource}_TAKEN`)];
      if (times && decision.reservations) ledger.refusals.push({ ...times, operation, seriesId: null, decision, reasons: [...new Set(reasons)] });
    } else ledger.faults.push(`${operation} refused by ${kind} ${JSON.stringify(failure)}`);
  }

  #refuseOccurrences(operation: string, occurrences: Occurrences, { times, seriesId, decision }: { readonly times: Times; readonly seriesId: string | null; readonly decision: Decision }): void {
    const { patientId, practitionerId, roomId } = times;
    for (const { startsAt, conflicts } of occurrences) {
      if (conflicts.length > 0) this.ledger.refusals.push({ patientId, practitionerId, roomId, startsAt: new Date(startsAt ?? NaN), operation, seriesId, decision, reasons: conflicts });
    }
  }
}

/** The whole of a series, as it was read. */
function wholeOf({ id, version, firstOrdinal }: LedgerSeries): { idempotencyKey: string; seriesId: Id<'Series'>; version: number; ordinal: number; scope: 'ALL' } {
  return { idempotencyKey: randomUUID(), seriesId: id, version, ordinal: firstOrdinal, scope: 'ALL' };
}

/** Copied: the ledger counts on while the answer is awaited. */
function asRead({ id, version }: { readonly id: string; readonly version: number }): { id: string; version: number } {
  return { id, version };
}
