import { dayIn, PRACTICE_TIME_ZONE, type Clock, type Id } from '@spindle/kernel';
import { systemViewer, type Transaction } from '@spindle/database';
import type { AppointmentFact, DomainEvent, EventType } from '@spindle/subgraph';
import { ObligationKeeper } from '../obligations/obligation-keeper.service';
import { PlannedVisitRepository } from './planned-visit.repository';

/** The state of a visit after each of its events. */
const STATE_AFTER: Partial<Record<EventType, string>> = {
  AppointmentBooked: 'BOOKED', AppointmentConfirmed: 'CONFIRMED', AppointmentArrived: 'ARRIVED', AppointmentCompleted: 'COMPLETED',
  AppointmentCancelled: 'CANCELLED', AppointmentLateCancelled: 'LATE_CANCELLED', AppointmentNoShow: 'NO_SHOW',
  AppointmentRescheduled: 'RESCHEDULED', AppointmentEnteredInError: 'ENTERED_IN_ERROR',
};

/** Keeps the copy of a visit that counts for plans, and what is due for the plan it counts for. */
export async function countVisit(transaction: Transaction, event: DomainEvent, clock: Clock): Promise<void> {
  const state = event.type === 'AppointmentReverted' ? (event as DomainEvent<'AppointmentReverted'>).payload.state : STATE_AFTER[event.type];
  if (state === undefined) return;
  const { appointmentId, patientId, serviceTypeCode, startsAt } = event.payload as AppointmentFact;
  transaction.audit.changed(patientId, 'SCHEDULE');
  const visits = new PlannedVisitRepository(transaction.sql, event.practiceId);
  const instant = new Date(startsAt);
  await visits.store({ appointmentId: appointmentId as Id<'Appointment'>, patientId: patientId as Id<'Patient'>, serviceTypeCode, startsAt: instant, day: dayIn(PRACTICE_TIME_ZONE, instant), state });
  const planId = (await visits.plansOf([appointmentId as Id<'Appointment'>])).get(appointmentId as Id<'Appointment'>);
  if (planId) await new ObligationKeeper(transaction, systemViewer(event.practiceId), clock).renew([planId]);
}
