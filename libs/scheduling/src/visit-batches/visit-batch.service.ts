import { err, ok, type Clock, type Id, type Result } from '@spindle/kernel';
import type { Transaction } from '@spindle/database';
import type { Viewer } from '@spindle/subgraph';
import { cancellationNoticeHoursOf, isRecorded, type Appointment, type RecordedAppointment } from '../appointments/appointment';
import { AppointmentWriter, type NewAppointment } from '../appointments/appointment.writer';
import { attendeeIdOf } from '../appointments/attendee';
import { VisitNews } from '../appointments/visit-news.service';
import type { Cancellation } from '../cancellations/cancellation';
import type { Occupation, ServiceDemand } from '../booking/occupation';
import { occupationOf } from '../booking/occupation-of';
import { ReservationService } from '../booking/reservation.service';
import { dayOf } from '../wall-time';
import { authorityOf, transition, type Transition } from '../visit-flow/transition';
import { AppointmentBatchRepository } from './appointment-batch.repository';
import { VisitBatchWriter } from './visit-batch.writer';

/** A visit that goes to another time, with the one that takes its place. */
export interface VisitMove {
  readonly old: RecordedAppointment;
  readonly visit: NewAppointment;
}

/** The ids of visits whose time somebody else has. */
export type TakenVisits = readonly Id<'Appointment'>[];

/**
 * Books, moves and cancels many visits in one transaction, with as many statements as for one. Order of every change:
 * lock the visits by id, lock the resources by id, give back, take.
 */
export class VisitBatch {
  readonly #transaction: Transaction;
  readonly #viewer: Viewer;
  readonly #clock: Clock;
  readonly #writer: VisitBatchWriter;
  readonly #reservations: ReservationService;

  constructor(transaction: Transaction, viewer: Viewer, clock: Clock) {
    this.#transaction = transaction;
    this.#viewer = viewer;
    this.#clock = clock;
    this.#writer = new VisitBatchWriter(transaction.sql, viewer.practiceId);
    this.#reservations = new ReservationService(transaction.sql, viewer.practiceId);
  }

  /** The visits, locked until the transaction ends. */
  findForChange(ids: readonly Id<'Appointment'>[]): Promise<Appointment[]> {
    return new AppointmentBatchRepository(this.#transaction.sql, this.#viewer.practiceId).findForChange(ids);
  }

  /** Books the visits, all of one service; their resources are locked. */
  async book(visits: readonly NewAppointment[], demand: ServiceDemand): Promise<Result<null, TakenVisits>> {
    const taken = await this.#take(visits.map((visit) => ({ visit, demand })));
    if (!taken.ok) return taken;
    await new VisitNews(this.#transaction).bookedAll(visits);
    return ok(null);
  }

  /** Puts new visits in the place of those whose time was given back; their resources are locked. Answers which of the new times somebody has. */
  async move(moves: readonly VisitMove[]): Promise<Result<null, TakenVisits>> {
    const taken = await this.#take(moves.map(({ old, visit }) => ({ visit, demand: old.serviceType })));
    if (!taken.ok) return taken;
    await this.#record(moves.map(({ old }) => ({ appointment: old, step: this.#stepOf(old, 'RESCHEDULE') })), null);
    await this.#writer.carryOver(moves.map(({ old, visit }) => ({ oldId: old.id, newId: visit.id })));
    await new VisitNews(this.#transaction).movedAll(moves);
    return ok(null);
  }

  /** Cancels visits, each late or in time by its service's notice, or its site's. */
  async cancel(visits: readonly RecordedAppointment[], cancellation: Cancellation): Promise<void> {
    await this.#reservations.lock(visits.map(occupationOf));
    await this.cancelLocked(visits, { cancellation });
  }

  /** Cancels visits whose resources are locked; `noticeHours` where another notice than their service's or site's counts. */
  async cancelLocked(visits: readonly RecordedAppointment[], { cancellation, noticeHours }: { readonly cancellation: Cancellation; readonly noticeHours?: number }): Promise<void> {
    const steps = visits.map((appointment) => ({ appointment, step: this.#stepOf(appointment, 'CANCEL', noticeHours) }));
    await this.#reservations.free(visits.map(({ id }) => id));
    await this.#record(steps, cancellation);
    const at = this.#clock.now();
    await new VisitNews(this.#transaction).wentOnAll(steps.map(({ appointment, step }) => ({ appointment, to: step.to, at })));
  }

  async #take(visits: readonly { readonly visit: NewAppointment; readonly demand: ServiceDemand }[]): Promise<Result<null, TakenVisits>> {
    await new AppointmentWriter(this.#transaction.sql, this.#viewer.practiceId).insert(visits.map(({ visit }) => visit));
    const taken = await this.#reservations.take(visits.map(toOccupation));
    return taken.ok ? taken : err([...new Set(taken.error.map(({ holderId }) => holderId))]);
  }

  async #record(steps: readonly { readonly appointment: RecordedAppointment; readonly step: Transition }[], cancellation: Cancellation | null): Promise<void> {
    const now = this.#clock.now();
    const written = await this.#writer.change(steps.map(({ appointment: { id, version }, step }) => ({ id, version, state: step.to, stateBefore: step.from, changedAt: now, cancellationCode: cancellation?.code ?? null, cancellationReason: cancellation?.reason ?? null })));
    if (written !== steps.length) throw new Error('A locked appointment changed its version.');
    await this.#writer.addSteps(steps.map(({ appointment: { id, version }, step }) => ({ ...step, appointmentId: id, version: version + 1, takenAt: now, personId: this.#viewer.personId, reason: cancellation?.reason ?? null })));
  }

  /** The step, of a visit that is to come: nothing recorded elsewhere bars it. */
  #stepOf(appointment: RecordedAppointment, action: 'RESCHEDULE' | 'CANCEL', noticeHours?: number): Transition {
    const { timeZone, location } = appointment;
    const now = this.#clock.now();
    const step = transition(appointment, action, {
      now, reason: null, locks: [], roomIsFree: true, today: dayOf(now, timeZone), visitDay: dayOf(appointment.startsAt, timeZone), changedOn: dayOf(appointment.stateChangedAt, timeZone),
      cancellationNoticeHours: noticeHours ?? cancellationNoticeHoursOf(appointment), noShowGraceMinutes: location.noShowGraceMinutes, authority: authorityOf(this.#viewer.roles),
    });
    if (!step.ok) throw new Error('A visit that is not to come was about to change.');
    return step.value;
  }
}

/** Whether a visit can still be moved or cancelled as one of many: recorded here, booked, and not begun. */
export function isToCome(appointment: Appointment, now: Date): appointment is RecordedAppointment {
  return isRecorded(appointment) && (appointment.state === 'BOOKED' || appointment.state === 'CONFIRMED') && appointment.startsAt > now;
}

function toOccupation({ visit, demand }: { readonly visit: NewAppointment; readonly demand: ServiceDemand }): Occupation {
  return { ...visit, attendeeId: attendeeIdOf(visit), demand, expiresAt: visit.holdExpiresAt, overridden: [] };
}
