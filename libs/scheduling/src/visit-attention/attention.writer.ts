import { statement, type Sql } from '@spindle/database';
import type { Id } from '@spindle/kernel';
import type { EventPayloads } from '@spindle/subgraph';
import { PatientAliasRepository } from '../patient-aliases/patient-alias.repository';
import type { AttentionReason } from './attention';

/** Raises a mark again that was settled before it was raised anew. */
const RAISE_AGAIN = `ON CONFLICT (practice_id, appointment_id, reason, source_id) DO UPDATE SET raised_at = excluded.raised_at, settled_at = NULL, settled_by = NULL, settlement = NULL
  WHERE visit_attention.raised_at < excluded.raised_at AND visit_attention.settled_at IS NOT NULL`;
const TO_COME = `a.state IN ('HELD', 'BOOKED', 'CONFIRMED')`;

const KEEP_DECISION = statement(`INSERT INTO scheduling.visit_authorization (practice_id, appointment_id, decision, reason, decided_at)
  SELECT $1, a.id, $3, $4, $5 FROM scheduling.appointment a WHERE a.practice_id = $1 AND a.id = $2
  ON CONFLICT (practice_id, appointment_id) DO UPDATE SET decision = excluded.decision, reason = excluded.reason, decided_at = excluded.decided_at WHERE visit_authorization.decided_at <= excluded.decided_at`);
const MARK_VISIT = statement(`INSERT INTO scheduling.visit_attention (practice_id, appointment_id, reason, source_id, raised_at)
  SELECT $1, a.id, $3, $4, $5 FROM scheduling.appointment a WHERE a.practice_id = $1 AND a.id = ANY($2::uuid[]) ${RAISE_AGAIN}`);
const MARK_OF_PATIENT = statement(`INSERT INTO scheduling.visit_attention (practice_id, appointment_id, reason, source_id, raised_at)
  SELECT $1, a.id, $3, $4, $5 FROM scheduling.appointment a
  WHERE a.practice_id = $1 AND a.patient_id = $2 AND a.starts_at > $5 AND ${TO_COME} AND (cardinality($6::text[]) = 0 OR a.service_type_code = ANY($6)) ${RAISE_AGAIN}`);
const SETTLE = statement(`UPDATE scheduling.visit_attention SET settled_at = $4, settled_by = $5, settlement = $6
  WHERE practice_id = $1 AND appointment_id = $2 AND reason = $3 AND settled_at IS NULL`);
const IS_CERTIFIED = `EXISTS (SELECT FROM scheduling.plan_certification c WHERE c.practice_id = $1 AND c.plan_id = $2 AND a.local_start::date BETWEEN c.certified_from AND c.certified_through)`;
const MARK_UNCERTIFIED = statement(`INSERT INTO scheduling.visit_attention (practice_id, appointment_id, reason, source_id, raised_at)
  SELECT $1, a.id, 'CERTIFICATION_LAPSED', $2, $4 FROM scheduling.treatment_plan p
    JOIN scheduling.certification_lapse l ON l.practice_id = $1 AND l.plan_id = p.id
    JOIN scheduling.appointment a ON a.practice_id = $1 AND a.patient_id = $3 AND (cardinality(p.service_type_codes) = 0 OR a.service_type_code = ANY(p.service_type_codes))
  WHERE p.practice_id = $1 AND p.id = $2 AND a.starts_at > $4 AND ${TO_COME} AND a.local_start::date >= l.lapsed_on AND NOT ${IS_CERTIFIED} ${RAISE_AGAIN}`);
const SETTLE_CERTIFIED = statement(`UPDATE scheduling.visit_attention m SET settled_at = $3, settlement = 'CERTIFIED' FROM scheduling.appointment a
  WHERE m.practice_id = $1 AND m.source_id = $2 AND m.reason = 'CERTIFICATION_LAPSED' AND m.settled_at IS NULL AND a.practice_id = $1 AND a.id = m.appointment_id AND ${IS_CERTIFIED}`);
const MARK_CLOSED = statement(`INSERT INTO scheduling.visit_attention (practice_id, appointment_id, reason, source_id, raised_at)
  SELECT $1, a.id, 'PLAN_CLOSED', $2, $4 FROM scheduling.treatment_plan p
    JOIN scheduling.appointment a ON a.practice_id = $1 AND a.patient_id = $3 AND (cardinality(p.service_type_codes) = 0 OR a.service_type_code = ANY(p.service_type_codes))
  WHERE p.practice_id = $1 AND p.id = $2 AND a.starts_at > $4 AND ${TO_COME} AND a.local_start::date > p.closed_on ${RAISE_AGAIN}`);
const FORGET_OVERLAPS = statement(`DELETE FROM scheduling.visit_attention WHERE practice_id = $1 AND appointment_id = ANY($2::uuid[]) AND reason = 'PATIENT_OVERLAP' AND settled_at IS NULL`);
/** The practitioner of the visit `a` holds on its day what its service `s` needs, in the state of its site `l`. */
const IS_CREDENTIALED = `EXISTS (SELECT FROM scheduling.credential c WHERE c.practice_id = $1 AND c.practitioner_id = a.practitioner_id AND c.kind = s.required_credential
      AND a.local_start::date >= c.valid_from AND (c.valid_to IS NULL OR a.local_start::date <= c.valid_to) AND (c.state IS NULL OR l.state IS NULL OR c.state = l.state)
      AND (s.required_credential_hours IS NULL OR coalesce(c.hours, 0) >= s.required_credential_hours))`;
const IS_CONCERNED = '($2::uuid IS NULL OR a.practitioner_id = $2) AND ($3::text IS NULL OR a.service_type_code = $3)';
const MARK_UNCREDENTIALED = statement(`INSERT INTO scheduling.visit_attention (practice_id, appointment_id, reason, source_id, raised_at)
  SELECT $1, a.id, 'CREDENTIAL_ENDS', a.practitioner_id, $4 FROM scheduling.appointment a
    JOIN scheduling.service_type s ON s.practice_id = $1 AND s.code = a.service_type_code AND s.required_credential IS NOT NULL
    JOIN scheduling.location l ON l.practice_id = $1 AND l.id = a.location_id
  WHERE a.practice_id = $1 AND ${IS_CONCERNED} AND a.starts_at > $4 AND ${TO_COME} AND NOT ${IS_CREDENTIALED} ${RAISE_AGAIN}`);
const SETTLE_CREDENTIALED = statement(`UPDATE scheduling.visit_attention m SET settled_at = $4, settlement = 'CREDENTIALED'
  FROM scheduling.appointment a JOIN scheduling.service_type s ON s.practice_id = a.practice_id AND s.code = a.service_type_code JOIN scheduling.location l ON l.practice_id = a.practice_id AND l.id = a.location_id
  WHERE m.practice_id = $1 AND m.reason = 'CREDENTIAL_ENDS' AND m.settled_at IS NULL AND a.practice_id = $1 AND a.id = m.appointment_id AND m.source_id = a.practitioner_id
    AND ${IS_CONCERNED} AND (s.required_credential IS NULL OR ${IS_CREDENTIALED})`);

/** The visits of one practitioner, or of one service. */
export type CredentialedVisits = { readonly practitionerId: Id<'Practitioner'> } | { readonly serviceTypeCode: string };

export interface Mark {
  readonly reason: AttentionReason;
  /** The record that raises it. */
  readonly sourceId: string;
  readonly raisedAt: Date;
}

export interface Settlement {
  readonly appointmentId: Id<'Appointment'>;
  readonly reason: AttentionReason;
  readonly settledAt: Date;
  readonly settledBy: Id<'Person'> | null;
  readonly settlement: string;
}

/** Marks visits that somebody must look at, and settles marks. A mark never deletes or moves a visit. */
export class AttentionWriter {
  readonly #aliases: PatientAliasRepository;

  constructor(readonly sql: Sql, readonly practiceId: Id<'Practice'>) {
    this.#aliases = new PatientAliasRepository(sql, practiceId);
  }

  async keepDecision({ appointmentId, decision, reason }: EventPayloads['VisitAuthorizationDecided'], decidedAt: Date): Promise<void> {
    await this.sql.count(KEEP_DECISION, [this.practiceId, appointmentId, decision, reason, decidedAt]);
  }

  async markVisits(appointmentIds: readonly Id<'Appointment'>[], { reason, sourceId, raisedAt }: Mark): Promise<void> {
    await this.sql.count(MARK_VISIT, [this.practiceId, appointmentIds, reason, sourceId, raisedAt]);
  }

  /** The patient's visits after the mark was raised, of these services; none named are all. */
  async markVisitsOfPatient(patientId: Id<'Patient'>, { reason, sourceId, raisedAt }: Mark, serviceTypeCodes: readonly string[]): Promise<void> {
    await this.sql.count(MARK_OF_PATIENT, [this.practiceId, await this.#aliases.findRoot(patientId), reason, sourceId, raisedAt, serviceTypeCodes]);
  }

  /** Visits of a plan's services that lie behind its end or its certification's; settles what is certified by now. */
  async markVisitsOfPlan({ planId, patientId }: { readonly planId: string; readonly patientId: string }, at: Date): Promise<void> {
    const patient = await this.#aliases.findRoot(patientId);
    await this.sql.count(MARK_UNCERTIFIED, [this.practiceId, planId, patient, at]);
    await this.sql.count(SETTLE_CERTIFIED, [this.practiceId, planId, at]);
    await this.sql.count(MARK_CLOSED, [this.practiceId, planId, patient, at]);
  }

  /** Visits to come on days on which their practitioner does not hold what the service needs; settles those on which they do by now. */
  async markVisitsBeyondCredentials(visits: CredentialedVisits, at: Date): Promise<void> {
    const concerned = 'practitionerId' in visits ? [visits.practitionerId, null] : [null, visits.serviceTypeCode];
    await this.sql.count(MARK_UNCREDENTIALED, [this.practiceId, ...concerned, at]);
    await this.sql.count(SETTLE_CREDENTIALED, [this.practiceId, ...concerned, at]);
  }

  async forgetOverlaps(appointmentIds: readonly Id<'Appointment'>[]): Promise<void> {
    await this.sql.count(FORGET_OVERLAPS, [this.practiceId, appointmentIds]);
  }

  /** How many open marks of the reason were settled. */
  async settle({ appointmentId, reason, settledAt, settledBy, settlement }: Settlement): Promise<number> {
    return this.sql.count(SETTLE, [this.practiceId, appointmentId, reason, settledAt, settledBy, settlement]);
  }
}
