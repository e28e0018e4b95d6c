import { randomUUID } from 'node:crypto';
import { GraphQLError } from 'graphql';
import type { CalendarDay, Result } from '@spindle/kernel';
import { createContext, type Context } from '../../context';
import { WaitlistOffering } from '../../waitlist/offering.service';
import type { SchedulingClinic } from '../scheduling-clinic';
import type { Ledger, LedgerState, LedgerVisit, Times } from './ledger';

interface Failure { readonly kind: string; readonly refusals?: readonly { readonly reason: string }[]; readonly taken?: readonly string[]; readonly occurrences?: readonly { readonly startsAt: string | null; readonly conflicts: readonly string[] }[] }
interface Asked { readonly operation: string; readonly times: Times | null; readonly exceptId?: string }

/** What a refusal may be of a visit that somebody else changed meanwhile. */
const OVERTAKEN = new Set(['StaleVersionError', 'NothingToChangeError']);

/** Waiting for a lock was cut off, as it is on a slow machine with fifty who want one: nothing was done, and nobody was told that it was. */
function isSlow(cause: unknown): boolean {
  return cause instanceof GraphQLError ? cause.extensions['code'] === 'OVERLOADED' : cause instanceof Error && 'code' in cause && cause.code === '57014';
}

/** Asks the domain's services as many desks at a time would, and enters what they answer in the ledger. */
export class Desk {
  constructor(readonly clinic: SchedulingClinic, readonly ledger: Ledger) {}

  /** Answers whether the time could be had. */
  async book(times: Times, minutes: number | null): Promise<boolean> {
    const input = { idempotencyKey: randomUUID(), ...this.#place(times) };
    const from = this.ledger.next();
    const twice = from % 7 === 0;
    const ask = (): Promise<Result<string, Failure> | null> => this.#ask({ operation: minutes === null ? 'book' : 'hold', times }, (context) => (minutes === null ? context.booking.book(input) : context.holds.hold({ ...input, minutes })));
    const [answer, again] = await Promise.all([ask(), twice ? ask() : null]);
    if (again?.ok && answer?.ok && again.value !== answer.value) this.ledger.faults.push('one key, two visits');
    if (answer?.ok) this.ledger.made({ ...times, id: answer.value, state: minutes === null ? 'BOOKED' : 'HELD', expiresAt: minutes === null ? null : new Date(this.clinic.now.getTime() + minutes * 60_000) }, from);
    return answer?.ok === true;
  }

  async step(visit: LedgerVisit, name: 'bookHeld' | 'release' | 'cancel'): Promise<void> {
    const input = { idempotencyKey: randomUUID(), appointmentId: visit.id, version: visit.version, reason: 'a soak' };
    const to: LedgerState = name === 'bookHeld' ? 'BOOKED' : 'CANCELLED';
    const answer = await this.#ask({ operation: name, times: null }, (context): Promise<Result<string, Failure>> => (name === 'bookHeld' ? context.holds.book(input) : name === 'release' ? context.holds.release(input) : context.visitFlow.cancel(input)));
    if (answer?.ok) this.ledger.went(visit, to, this.ledger.next());
  }

  async move(visit: LedgerVisit, times: Times): Promise<void> {
    const from = this.ledger.next();
    const { practitionerId, roomId, startsAt } = times;
    const input = { idempotencyKey: randomUUID(), appointmentId: visit.id, version: visit.version, practitionerId, roomId, startsAt };
    const answer = await this.#ask({ operation: 'reschedule', times, exceptId: visit.id }, (context): Promise<Result<string, Failure>> => context.booking.reschedule(input));
    if (!answer?.ok) return;
    this.ledger.made({ ...times, id: answer.value, state: 'BOOKED', expiresAt: null }, from);
    this.ledger.went(visit, 'RESCHEDULED', this.ledger.next());
  }

  async bookSeries(times: Times, weekdays: readonly ('MONDAY' | 'TUESDAY')[]): Promise<void> {
    const from = this.ledger.next();
    const { patientId, practitionerId, roomId, startsAt } = times;
    const day = startsAt.toISOString().slice(0, 10) as CalendarDay;
    const request = { patientId, serviceTypeCode: 'FOLLOW_UP', locationId: this.clinic.rows.broomfield, practitionerId, roomId, firstDay: day, weeklyTimes: weekdays.map((weekday) => ({ weekday, time: '11:00' })), visits: 4 };
    const policy = from % 2 === 0 ? 'WHAT_FITS' : 'ALL_OR_NOTHING';
    const answer = await this.#ask({ operation: 'bookSeries', times }, (context) => context.seriesBooking.book({ idempotencyKey: randomUUID(), request, policy }));
    if (!answer?.ok) return;
    const { seriesId, proposal } = answer.value;
    const booked = proposal.occurrences.filter(({ conflicts }) => conflicts.length === 0);
    this.ledger.series.set(seriesId, { id: seriesId, sentAt: from, version: 1, visits: booked.length, firstOrdinal: booked[0]?.ordinal ?? 1, cancelled: false, until: Infinity });
  }

  async changeSeries(id: string, localStart: string | null): Promise<void> {
    const series = this.ledger.series.get(id);
    if (!series) return;
    const input = { idempotencyKey: randomUUID(), seriesId: id, version: series.version, ordinal: series.firstOrdinal, scope: 'ALL' as const };
    const answer = await this.#ask({ operation: localStart === null ? 'cancelSeries' : 'moveSeries', times: null }, (context): Promise<Result<string, Failure>> =>
      (localStart === null ? context.seriesChanges.cancel({ ...input, reason: 'a soak' }) : context.seriesChanges.move({ ...input, localStart })));
    if (!answer?.ok) return;
    if (series.cancelled) this.ledger.faults.push(`a cancelled series changed: ${id}`);
    series.version += 1;
    if (localStart !== null) return;
    series.cancelled = true;
    series.until = this.ledger.next();
  }

  /** Closes the site for the hour of a visit that somebody then tries to book, and opens it again. */
  async close(times: Times): Promise<void> {
    const { startsAt } = times;
    const from = this.ledger.next();
    const endsAt = new Date(startsAt.getTime() + 3_600_000);
    const wall = (instant: Date): string => new Date(instant.getTime() - 6 * 3_600_000).toISOString().slice(0, 16);
    const closed = await this.#ask({ operation: 'close', times: null }, (context) => context.closures.close({ idempotencyKey: randomUUID(), locationId: this.clinic.rows.broomfield, kind: 'CLOSURE', name: 'Soak', localFrom: wall(startsAt), localUntil: wall(endsAt) }));
    if (!closed?.ok) return;
    const closure = { id: closed.value, startsAt, endsAt, span: { from, until: Infinity }, };
    this.ledger.closures.push(closure);
    if (await this.book(times, null)) this.ledger.faults.push('booked while the site was closed');
    const reopened = await this.#ask({ operation: 'reopen', times: null }, (context) => context.closures.reopen({ idempotencyKey: randomUUID(), closureId: closed.value, version: 1 }));
    if (reopened?.ok) closure.span.until = this.ledger.next();
  }

  async wait(patientId: string): Promise<void> {
    const input = { idempotencyKey: randomUUID(), patientId, serviceTypeCode: 'FOLLOW_UP' };
    await this.#ask({ operation: 'addToWaitlist', times: null }, (context): Promise<Result<unknown, Failure>> => context.waitlistChanges.add(input));
  }

  async offer(): Promise<void> {
    const session = this.clinic.database.session(this.clinic.admin);
    try {
      this.ledger.answered('offer', String(await new WaitlistOffering(session, this.#clock).run() > 0));
    } catch (cause) {
      if (!isSlow(cause)) this.ledger.faults.push(`offer: ${String(cause)}`);
    }
    await session.end();
  }

  get #clock(): { now(): Date } {
    return { now: () => this.clinic.now };
  }

  #place({ patientId, practitionerId, roomId, startsAt }: Times): { patientId: string; practitionerId: string; locationId: string; roomId: string; serviceTypeCode: string; startsAt: Date } {
    return { patientId, practitionerId, roomId, startsAt, locationId: this.clinic.rows.broomfield, serviceTypeCode: 'FOLLOW_UP' };
  }

  /** Null: it failed, which is a fault. */
  async #ask<T>(asked: Asked, work: (context: Context) => Promise<Result<T, Failure>>): Promise<Result<T, Failure> | null> {
    const { operation } = asked;
    const session = this.clinic.database.session(this.clinic.admin);
    const from = this.ledger.next();
    try {
      const answer = await work(createContext(session, this.#clock));
      this.ledger.answered(operation, answer.ok ? 'done' : answer.error.kind);
      if (!answer.ok) this.#refused(asked, answer.error, from);
      return answer;
    } catch (cause) {
      if (isSlow(cause)) this.ledger.answered(operation, 'waited too long');
      else this.ledger.faults.push(`${operation}: ${String(cause)}`);
      return null;
    } finally {
      await session.end();
    }
  }

  #refused({ operation, times, exceptId = '' }: Asked, failure: Failure, from: number): void {
    if (OVERTAKEN.has(failure.kind)) return;
    const bracket = { operation, exceptId, from, until: this.ledger.next() };
    const reasons = failure.refusals?.map(({ reason }) => reason) ?? [];
    if (failure.kind === 'SeriesConflictError') {
      for (const { startsAt, conflicts } of failure.occurrences ?? []) if (times && startsAt) this.ledger.refusals.push({ ...times, ...bracket, startsAt: new Date(startsAt), reasons: conflicts });
    } else if (times) this.ledger.refusals.push({ ...times, ...bracket, reasons: [...reasons, ...(failure.taken ?? []).map((resource) => `${resource}_TAKEN`)] });
    else if (failure.kind !== 'HoldExpiredError' && failure.kind !== 'TransitionNotAllowedError') this.ledger.faults.push(`${operation} refused by ${failure.kind}`);
  }
}
