import type { Id } from '@spindle/kernel';
import type { NewEvent, Transaction } from '@spindle/database';
import { LeadRepository } from '../leads/lead.repository';
import { ReminderPlanner } from '../reminders/reminder-planner.service';
import { keepFreedSlots } from '../waitlist/freed-slot.repository';
import type { AppointmentState, RecordedAppointment } from './appointment';
import { identityOf, toFact, type VisitIdentity } from './appointment-fact';

/** What a step onward into a state tells the house; a state without a line is told to nobody. */
const EVENT_OF = {
  BOOKED: 'AppointmentBooked', CONFIRMED: 'AppointmentConfirmed', ARRIVED: 'AppointmentArrived', COMPLETED: 'AppointmentCompleted',
  CANCELLED: 'AppointmentCancelled', LATE_CANCELLED: 'AppointmentLateCancelled', NO_SHOW: 'AppointmentNoShow', ENTERED_IN_ERROR: 'AppointmentEnteredInError',
} as const satisfies Partial<Record<AppointmentState, string>>;

/** The states in which a visit has given its time back to others. */
const GIVES_BACK: ReadonlySet<AppointmentState> = new Set<AppointmentState>(['CANCELLED', 'LATE_CANCELLED', 'EXPIRED']);

/** The states from which on nobody is reminded of a visit. */
const NOT_REMINDED: ReadonlySet<AppointmentState> = new Set<AppointmentState>(['ARRIVED', 'CANCELLED', 'LATE_CANCELLED', 'NO_SHOW', 'ENTERED_IN_ERROR']);

/** A visit that was just made. */
export type NewVisit = VisitIdentity & Pick<RecordedAppointment, 'localStart' | 'timeZone'>;

/** What open screens are told of a visit. */
export type ShownVisit = Pick<NewVisit, 'id' | 'practitionerId' | 'locationId' | 'patientId' | 'localStart'> & { readonly version: number };

export interface Move {
  readonly old: RecordedAppointment;
  readonly visit: NewVisit;
}

/**
 * Tells of visits' changes, in the transaction that made them: the rest of the house by its events, open screens by ids
 * and versions. Every change of an appointment goes through here once; an appointment is given as it was before. The
 * number of statements is the same for one visit and for many. A lead's visit is told to nobody else until the lead is a
 * patient.
 */
export class VisitNews {
  readonly #transaction: Transaction;

  constructor(transaction: Transaction) {
    this.#transaction = transaction;
  }

  /** The visit was made. */
  booked(visit: NewVisit): Promise<void> {
    return this.bookedAll([visit]);
  }

  /** The visit went on to a state at an instant. */
  wentOn(appointment: RecordedAppointment, to: AppointmentState, at: Date): Promise<void> {
    return this.wentOnAll([{ appointment, to, at }]);
  }

  /** The visit went back to a state. */
  async wentBack(appointment: RecordedAppointment, state: AppointmentState): Promise<void> {
    const fact = toFact(identityOf(appointment));
    if (state === 'BOOKED' || state === 'CONFIRMED') await this.#reminders.plan([newVisitOf(appointment)]);
    await this.#tell(fact ? [{ type: 'AppointmentReverted', aggregateId: appointment.id, payload: { ...fact, state } }] : [], [shownAfter(appointment)]);
  }

  /** The visit gave its time up for a new one. */
  moved(old: RecordedAppointment, visit: NewVisit): Promise<void> {
    return this.movedAll([{ old, visit }]);
  }

  /** Anything else about the visit is different now. */
  changed(appointment: RecordedAppointment): Promise<void> {
    return this.#tell([], [shownAfter(appointment)]);
  }

  /** The house hears late of a step that the visit took: nothing about the visit changes. */
  told(appointment: RecordedAppointment, state: AppointmentState): Promise<void> {
    const { arrivedAt, completedAt } = appointment;
    const steppedAt = { ARRIVED: arrivedAt, COMPLETED: completedAt }[state as 'ARRIVED' | 'COMPLETED'] ?? null;
    return this.#transaction.outbox.addAll(eventOf(identityOf(appointment), state, steppedAt));
  }

  /** Many visits were made. */
  async bookedAll(visits: readonly NewVisit[]): Promise<void> {
    await this.#reminders.plan(visits);
    await this.#tell(visits.flatMap((visit) => eventOf(visit, 'BOOKED')), visits.map((visit) => shown(visit, 1)));
  }

  /** Many visits went on, each to a state of its own. A hold that ends was never told. */
  async wentOnAll(steps: readonly { readonly appointment: RecordedAppointment; readonly to: AppointmentState; readonly at: Date }[]): Promise<void> {
    const told = steps.filter(({ appointment, to }) => appointment.state !== 'HELD' || to === 'BOOKED');
    await this.#tell(told.flatMap(({ appointment, to, at }) => eventOf(identityOf(appointment), to, at)), steps.map(({ appointment }) => shownAfter(appointment)));
    await this.#reminders.plan(steps.filter(({ to }) => to === 'BOOKED').map(({ appointment }) => newVisitOf(appointment)));
    await this.#reminders.cancel(steps.filter(({ to }) => NOT_REMINDED.has(to)).map(({ appointment }) => appointment.id));
    await this.#free(steps.filter(({ to }) => GIVES_BACK.has(to)).map(({ appointment }) => appointment.id));
  }

  /** Holds ran out: nobody else was told that they were there, but their time is free. As they are now. */
  async expired(holds: readonly ShownVisit[]): Promise<void> {
    await this.#tell([], holds.map((hold) => shown(hold, hold.version)));
    await this.#free(holds.map(({ id }) => id));
  }

  /** Many visits gave their times up, each for a new one. */
  async movedAll(moves: readonly Move[]): Promise<void> {
    const free = moves.filter(({ old }) => old.serviceType.complimentary);
    if (free.length > 0) await new LeadRepository(this.#transaction.sql, this.#transaction.outbox.practiceId).followMoves(free.map(({ old, visit }) => ({ oldId: old.id, newId: visit.id })));
    await this.#tell(moves.flatMap(movedEvents), moves.flatMap(({ old, visit }) => [shownAfter(old), shown(visit, 1)]));
    await this.#reminders.cancel(moves.map(({ old }) => old.id));
    await this.#reminders.plan(moves.map(({ visit }) => visit));
    await this.#free(moves.map(({ old }) => old.id));
  }

  get #reminders(): ReminderPlanner {
    const { sql, outbox } = this.#transaction;
    return new ReminderPlanner(sql, outbox.practiceId, outbox.now());
  }

  /** Keeps the time that visits gave back, for those on the waitlist. */
  async #free(ids: readonly Id<'Appointment'>[]): Promise<void> {
    if (ids.length > 0) await keepFreedSlots(this.#transaction.sql, ids);
  }

  /** The house's events first; a visit has at most one among each. */
  async #tell(events: readonly NewEvent[], screens: readonly NewEvent[]): Promise<void> {
    await Promise.all([this.#transaction.outbox.addAll(events), this.#transaction.outbox.addAll(screens)]);
  }
}

/** The event of a step onward; none where nobody is told. */
function eventOf(visit: VisitIdentity, state: AppointmentState, steppedAt: Date | null = null): NewEvent[] {
  const fact = toFact(visit, steppedAt);
  const type = state in EVENT_OF ? EVENT_OF[state as keyof typeof EVENT_OF] : null;
  return fact && type ? [{ type, aggregateId: visit.id, payload: fact }] : [];
}

function movedEvents({ old, visit }: Move): NewEvent[] {
  const fact = toFact(identityOf(old));
  return [...(fact ? [{ type: 'AppointmentRescheduled' as const, aggregateId: old.id, payload: { ...fact, replacedByAppointmentId: visit.id } }] : []), ...eventOf(visit, 'BOOKED')];
}

/** What open screens are told. */
function shown({ id, practitionerId, locationId, patientId, localStart }: Omit<ShownVisit, 'version'>, version: number): NewEvent {
  return { type: 'AppointmentChanged', aggregateId: id, payload: { appointmentId: id, version, practitionerId, locationId, date: localStart.slice(0, 10), patientId } };
}

function shownAfter(appointment: RecordedAppointment): NewEvent {
  return shown(newVisitOf(appointment), appointment.version + 1);
}

function newVisitOf(appointment: RecordedAppointment): NewVisit {
  return { ...identityOf(appointment), localStart: appointment.localStart, timeZone: appointment.timeZone };
}
