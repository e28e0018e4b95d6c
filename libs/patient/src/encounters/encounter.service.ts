import type { Id } from '@spindle/kernel';
import { newId, type Transaction } from '@spindle/database';
import type { AppointmentFact, DomainEvent, EventType } from '@spindle/subgraph';
import { EncounterRepository } from './encounter.repository';

/** What a visit's event does to its encounter; an event that is not here does nothing to it. */
const EFFECTS: Partial<Record<EventType, 'OPEN' | 'FINISH' | 'CANCEL'>> = {
  AppointmentArrived: 'OPEN',
  AppointmentCompleted: 'FINISH',
  AppointmentCancelled: 'CANCEL',
  AppointmentEnteredInError: 'CANCEL',
};

/** The states of a visit in which its patient is in the clinic. */
const PRESENT: ReadonlySet<string> = new Set(['ARRIVED', 'IN_ROOM', 'IN_TREATMENT']);

/** Opens the encounter when its patient arrives, ends it when the visit is completed, reopens or cancels it when that is undone; each at the time of the step, however late it is told. */
export async function followVisit(transaction: Transaction, event: DomainEvent): Promise<void> {
  const effect = event.type === 'AppointmentReverted' ? effectOfRevert(event as DomainEvent<'AppointmentReverted'>) : EFFECTS[event.type];
  if (!effect) return;
  const visit = event.payload as AppointmentFact;
  transaction.audit.changed(visit.patientId, 'CLINICAL');
  const encounters = new EncounterRepository(transaction.sql, event.practiceId);
  const appointmentId = visit.appointmentId as Id<'Appointment'>;
  const at = new Date(visit.steppedAt ?? event.occurredAt);
  if (effect === 'OPEN') await encounters.open({ id: newId(), patientId: visit.patientId as Id<'Patient'>, practitionerId: visit.practitionerId as Id<'Practitioner'>, appointmentId, start: at });
  else await encounters.close(appointmentId, { status: effect === 'FINISH' ? 'FINISHED' : 'CANCELLED', end: at });
}

function effectOfRevert({ payload }: DomainEvent<'AppointmentReverted'>): 'OPEN' | 'CANCEL' {
  return PRESENT.has(payload.state) ? 'OPEN' : 'CANCEL';
}
