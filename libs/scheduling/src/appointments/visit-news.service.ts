import type { Id } from '@spindle/kernel';
import type { NewEvent, Transaction } from '@spindle/database';
import type { AppointmentState, RecordedAppointment } from './appointment';
import { identityOf, toFact, type VisitIdentity } from './appointment-fact';

/** What a step onward into a state tells the house; a state without a line is told to nobody. */
const EVENT_OF = {
  BOOKED: 'AppointmentBooked', CONFIRMED: 'AppointmentConfirmed', ARRIVED: 'AppointmentArrived', COMPLETED: 'AppointmentCompleted',
  CANCELLED: 'AppointmentCancelled', LATE_CANCELLED: 'AppointmentLateCancelled', NO_SHOW: 'AppointmentNoShow', ENTERED_IN_ERROR: 'AppointmentEnteredInError',
} as const satisfies Partial<Record<AppointmentState, string>>;

/**
 * Tells of a visit's change, in the transaction that made it. Every change of an appointment goes through here once. A
 * lead's visit is told to nobody else until the lead is a patient.
 */
export class VisitNews {
  readonly #transaction: Transaction;

  constructor(transaction: Transaction) {
    this.#transaction = transaction;
  }

  /** The visit was made. */
  async booked(visit: VisitIdentity & Pick<RecordedAppointment, 'localStart'>): Promise<void> {
    await Promise.all([this.#tell(visit, 'BOOKED'), this.#show(visit, 1)]);
  }

  /** The visit went on to a state. */
  async wentOn(appointment: RecordedAppointment, to: AppointmentState): Promise<void> {
    await Promise.all([this.#tell(identityOf(appointment), to), this.changed(appointment)]);
  }

  /** The visit went back to a state. */
  async wentBack(appointment: RecordedAppointment, state: AppointmentState): Promise<void> {
    const fact = toFact(identityOf(appointment));
    if (fact) await this.#transaction.outbox.add('AppointmentReverted', appointment.id, { ...fact, state });
    await this.changed(appointment);
  }

  /** The visit gave its time up for a new one. */
  async moved(old: RecordedAppointment, visit: VisitIdentity & Pick<RecordedAppointment, 'localStart'>): Promise<void> {
    const fact = toFact(identityOf(old));
    if (fact) await this.#transaction.outbox.add('AppointmentRescheduled', old.id, { ...fact, replacedByAppointmentId: visit.id as Id<'Appointment'> });
    await Promise.all([this.changed(old), this.booked(visit)]);
  }

  /** Anything else about the visit is different now; `appointment` is as it was before. */
  changed(appointment: RecordedAppointment): Promise<void> {
    return this.#show({ ...identityOf(appointment), localStart: appointment.localStart }, appointment.version + 1);
  }

  /** Lets open screens know. */
  #show({ id, practitionerId, locationId, patientId, localStart }: VisitIdentity & Pick<RecordedAppointment, 'localStart'>, version: number): Promise<void> {
    return this.#transaction.outbox.add('AppointmentChanged', id, { appointmentId: id, version, practitionerId, locationId, date: localStart.slice(0, 10), patientId });
  }

  /** Many visits were made. */
  bookedAll(visits: readonly VisitIdentity[]): Promise<void> {
    return this.#transaction.outbox.addAll(visits.flatMap((visit) => eventOf(visit, 'BOOKED')));
  }

  /** Many visits went on, each to a state of its own. */
  wentOnAll(steps: readonly { readonly appointment: RecordedAppointment; readonly to: AppointmentState }[]): Promise<void> {
    return this.#transaction.outbox.addAll(steps.flatMap(({ appointment, to }) => eventOf(identityOf(appointment), to)));
  }

  /** Many visits gave their times up, each for a new one. */
  movedAll(moves: readonly { readonly old: RecordedAppointment; readonly visit: VisitIdentity }[]): Promise<void> {
    return this.#transaction.outbox.addAll(moves.flatMap(({ old, visit }): NewEvent[] => {
      const fact = toFact(identityOf(old));
      return [...(fact ? [{ type: 'AppointmentRescheduled' as const, aggregateId: old.id, payload: { ...fact, replacedByAppointmentId: visit.id } }] : []), ...eventOf(visit, 'BOOKED')];
    }));
  }

  async #tell(visit: VisitIdentity, state: AppointmentState): Promise<void> {
    const fact = toFact(visit);
    const event = state in EVENT_OF ? EVENT_OF[state as keyof typeof EVENT_OF] : null;
    if (fact && event) await this.#transaction.outbox.add(event, visit.id, fact);
  }
}

/** The event of a step onward; none where nobody is told. */
function eventOf(visit: VisitIdentity, state: AppointmentState): NewEvent[] {
  const fact = toFact(visit);
  const type = state in EVENT_OF ? EVENT_OF[state as keyof typeof EVENT_OF] : null;
  return fact && type ? [{ type, aggregateId: visit.id, payload: fact }] : [];
}
