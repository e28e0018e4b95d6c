import type { Transaction } from '@spindle/database';
import type { DomainEvent, EventPayloads, EventType } from '@spindle/subgraph';
import { AttentionWriter } from '../visit-attention/attention.writer';
import { PlanCopyWriter } from './plan-copy.writer';

type Keep<Type extends EventType> = (copies: PlanCopyWriter, payload: EventPayloads[Type]) => Promise<void>;

/** What each event leaves in the copies. */
const KEEP: { readonly [Type in EventType]?: Keep<Type> } = {
  PlanAccepted: (copies, plan) => copies.keepPlan(plan),
  PlanRevised: (copies, plan) => copies.keepPlan(plan),
  PlanClosed: (copies, closed) => copies.closePlan(closed),
  PlanCertified: (copies, certified) => copies.keepCertification(certified),
  CertificationLapsed: (copies, lapsed) => copies.keepLapse(lapsed),
  VisitsLeftChanged: (copies, left) => copies.keepVisitsLeft(left),
  AuthorizationGranted: (copies, granted) => copies.keepAuthorization(granted),
};

/** Keeps scheduling's copies of plans, certifications and limits, and marks visits that a plan does not carry any more. */
export async function followPlans({ sql, audit }: Transaction, event: DomainEvent): Promise<void> {
  const keep = KEEP[event.type] as Keep<EventType> | undefined;
  if (!keep) return;
  if ('patientId' in event.payload) audit.changed(event.payload.patientId, 'SCHEDULE');
  await keep(new PlanCopyWriter(sql, event.practiceId), event.payload);
  if ('planId' in event.payload) await new AttentionWriter(sql, event.practiceId).markVisitsOfPlan(event.payload, new Date(event.occurredAt));
}
