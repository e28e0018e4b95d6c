import type { Id } from '@spindle/kernel';
import type { Transaction } from '@spindle/database';
import type { DomainEvent, EventPayloads } from '@spindle/subgraph';
import { isRecorded, type AppointmentState, type RecordedAppointment } from '../appointments/appointment';
import { VisitNews } from '../appointments/visit-news.service';
import { placeVisits } from '../patient-aliases/alias';
import { MergeWriter } from '../patient-aliases/merge.writer';
import { PatientAliasRepository } from '../patient-aliases/patient-alias.repository';
import { AttentionWriter } from '../visit-attention/attention.writer';
import { LeadConversionWriter } from './lead-conversion.writer';

/** How a visit came to be in a state: what the house has not heard of a lead's visit. Visits that came to nothing are not told. */
const WAY_TO: Partial<Record<AppointmentState, readonly AppointmentState[]>> = {
  BOOKED: ['BOOKED'],
  CONFIRMED: ['BOOKED', 'CONFIRMED'],
  ARRIVED: ['BOOKED', 'ARRIVED'],
  IN_ROOM: ['BOOKED', 'ARRIVED'],
  IN_TREATMENT: ['BOOKED', 'ARRIVED'],
  COMPLETED: ['BOOKED', 'ARRIVED', 'COMPLETED'],
};

/**
 * A lead has become a patient: the patient takes the lead's place on all visits and as the person whose time they take,
 * and the house is told of the visits from their booking on. Where the patient has another visit at the same time, both
 * stay and are marked.
 */
export async function followLeads(transaction: Transaction, event: DomainEvent): Promise<void> {
  if (event.type !== 'LeadConverted') return;
  const { leadId, patientId: named } = event.payload as EventPayloads['LeadConverted'];
  const { sql, audit } = transaction;
  audit.changed(named, 'SCHEDULE');
  const conversion = new LeadConversionWriter(sql, event.practiceId);
  const patientId = await new PatientAliasRepository(sql, event.practiceId).findRoot(named);
  const visits = await conversion.findVisits(leadId);
  if (!(await conversion.convert(leadId, patientId, new Date(event.occurredAt)))) return;
  await exchangePerson(transaction, event, { leadId, patientId });
  const news = new VisitNews(transaction);
  for (const visit of visits.filter(isRecorded)) await tellFromTheStart(news, { ...visit, patientId, leadId: null });
}

async function exchangePerson({ sql }: Transaction, event: DomainEvent, { leadId, patientId }: { leadId: Id<'Lead'>; patientId: Id<'Patient'> }): Promise<void> {
  const persons: Id<'Patient'>[] = [patientId, leadId as string];
  const merges = new MergeWriter(sql, event.practiceId);
  await merges.lockPersons(persons);
  await new LeadConversionWriter(sql, event.practiceId).pointVisits(leadId, patientId);
  const times = await merges.findTimes(persons);
  const placed = new Map(placeVisits(times.filter(({ live }) => live)).map((visit) => [visit.appointmentId, visit]));
  await merges.replaceTimes(persons, times.map((time) => ({ ...time, lane: placed.get(time.appointmentId)?.lane ?? 0 })));
  const overlapping = [...placed.values()].filter(({ overlaps }) => overlaps).map(({ appointmentId }) => appointmentId);
  await new AttentionWriter(sql, event.practiceId).markVisits(overlapping, { reason: 'PATIENT_OVERLAP', sourceId: patientId, raisedAt: new Date(event.occurredAt) });
}

async function tellFromTheStart(news: VisitNews, visit: RecordedAppointment): Promise<void> {
  for (const state of WAY_TO[visit.state] ?? []) await news.told(visit, state);
  await news.changed(visit);
}
