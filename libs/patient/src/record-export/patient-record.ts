import type { RecordTable } from '@spindle/fhir';
import { BODY_MARK, CANDIDACY, CONSENT, DISCLOSURE, OUTCOME_SCORE, PATIENT_ALERT, SCREENING } from './assessment-tables';
import { ENCOUNTER, EPISODE_OF_CARE, OBLIGATION, PLAN_CERTIFICATION, PROGRESS_REPORT, TREATMENT_PLAN } from './course-tables';
import { CONDITION, MERGE_RECORD, PATIENT } from './person-tables';
import { ADVERSE_EVENT, CARE_TASK, CLINICAL_NOTE, NEEDLING_SITE, NOTE_ADDENDUM, PAIN_SCORE, RANGE_OF_MOTION, SERVICE_LINE } from './treatment-tables';

/**
 * A patient's record, table by table, in the order in which it is written: what a row names comes before it, and what
 * was done at an encounter before its note, after whose signature nothing is added.
 */
export const PATIENT_RECORD: readonly RecordTable[] = [
  PATIENT, MERGE_RECORD, CONDITION, ENCOUNTER, EPISODE_OF_CARE, TREATMENT_PLAN, PLAN_CERTIFICATION, PROGRESS_REPORT, OBLIGATION, SCREENING, CONSENT, CANDIDACY, OUTCOME_SCORE, BODY_MARK,
  NEEDLING_SITE, SERVICE_LINE, PAIN_SCORE, RANGE_OF_MOTION, ADVERSE_EVENT, CARE_TASK, CLINICAL_NOTE, NOTE_ADDENDUM, PATIENT_ALERT, DISCLOSURE,
];

const OF_THE_PRACTICE = 'It is the practice\'s, of no patient.';
const OF_THE_MACHINERY = 'It says how changes came about in this installation, and nothing of the patient.';

/** Tables of the schema that are no part of a record, each with the reason. */
export const OUT_OF_RECORD: Readonly<Record<string, string>> = {
  'patient.patient_search': 'Made anew from names, numbers and dates.',
  'patient.record_number_counter': OF_THE_PRACTICE, 'patient.obligation_clock': OF_THE_PRACTICE,
  'patient.practitioner_credential': OF_THE_PRACTICE, 'patient.service_credential': OF_THE_PRACTICE,
  'patient.audit_event': 'Who looked at the record here; it is sealed into this practice\'s chain, and read by its access report.',
  'patient.audit_head': OF_THE_MACHINERY, 'patient.audit_seal': OF_THE_MACHINERY, 'patient.idempotent_request': OF_THE_MACHINERY,
  'patient.inbox_event': OF_THE_MACHINERY, 'patient.inbox_position': OF_THE_MACHINERY,
  'patient.outbox_event': OF_THE_MACHINERY, 'patient.outbox_delivery': OF_THE_MACHINERY, 'patient.outbox_position': OF_THE_MACHINERY,
  'patient.migration': OF_THE_MACHINERY,
};
