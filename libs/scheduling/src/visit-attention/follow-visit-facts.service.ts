import type { Transaction } from '@spindle/database';
import type { DomainEvent, EventPayloads } from '@spindle/subgraph';
import { AttentionWriter } from './attention.writer';

/** Keeps billing's answers to booked visits, and marks the visits to come of a patient who may not be treated as things stand. */
export async function followVisitFacts({ sql, audit }: Transaction, event: DomainEvent): Promise<void> {
  const attention = new AttentionWriter(sql, event.practiceId);
  const raisedAt = new Date(event.occurredAt);
  if (event.type === 'VisitAuthorizationDecided') {
    const decided = event.payload as EventPayloads['VisitAuthorizationDecided'];
    audit.changed(decided.patientId, 'SCHEDULE');
    await keepDecision(attention, decided, raisedAt);
  }
  if (event.type === 'ScreeningFailed') {
    const { patientId, screeningId, serviceTypeCodes } = event.payload as EventPayloads['ScreeningFailed'];
    audit.changed(patientId, 'SCHEDULE');
    await attention.markVisitsOfPatient(patientId, { reason: 'SCREENING_FAILED', sourceId: screeningId, raisedAt }, serviceTypeCodes);
  }
  if (event.type === 'ConsentWithdrawn') {
    const { patientId, consentId, serviceTypeCodes } = event.payload as EventPayloads['ConsentWithdrawn'];
    audit.changed(patientId, 'SCHEDULE');
    await attention.markVisitsOfPatient(patientId, { reason: 'CONSENT_WITHDRAWN', sourceId: consentId, raisedAt }, serviceTypeCodes);
  }
}

async function keepDecision(attention: AttentionWriter, decided: EventPayloads['VisitAuthorizationDecided'], at: Date): Promise<void> {
  const { appointmentId, decision } = decided;
  await attention.keepDecision(decided, at);
  if (decision === 'REFUSED') await attention.markVisits([appointmentId], { reason: 'VISIT_REFUSED', sourceId: appointmentId, raisedAt: at });
  else await attention.settle({ appointmentId, reason: 'VISIT_REFUSED', settledAt: at, settledBy: null, settlement: decision });
}
