import { at, EXTENSION, KEY, listOf, namedAt, ourCode, PARENT, PRACTICE, ROW_EXTENSION, rowAt, words, type InnerTable, type RecordTable } from '@spindle/fhir';

export const ENCOUNTER: RecordTable = {
  name: 'patient.encounter', resource: 'Encounter', of: { patient: ['patient_id'] },
  frame: { class: { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'AMB' } },
  columns: {
    practice_id: PRACTICE, id: KEY, patient_id: rowAt('subject'), original_patient_id: ROW_EXTENSION, appointment_id: namedAt('appointment.0', 'Appointment'),
    practitioner_id: namedAt('participant.0.individual', 'Practitioner'), practitioner_name: at('participant.0.individual.display'),
    practitioner_identifier: EXTENSION, practitioner_identifier_valid: EXTENSION, place_name: at('location.0.location.display'), description: at('type.0.text'),
    period_start: at('period.start'), period_end: at('period.end'), needled_at: EXTENSION,
    status: at('status', words({ IN_PROGRESS: 'in-progress', FINISHED: 'finished', CANCELLED: 'cancelled', UNKNOWN: 'unknown' })), source: EXTENSION, source_key: EXTENSION,
  },
};

export const EPISODE_OF_CARE: RecordTable = {
  name: 'patient.episode_of_care', resource: 'EpisodeOfCare', of: { patient: ['patient_id'] },
  columns: {
    practice_id: PRACTICE, id: KEY, version: EXTENSION, patient_id: rowAt('patient'), original_patient_id: ROW_EXTENSION, discipline: at('type.0', ourCode('discipline')),
    status: at('status', words({ ACTIVE: 'active', FINISHED: 'finished', ENTERED_IN_ERROR: 'entered-in-error' })), reason: EXTENSION,
    started_on: at('period.start'), finished_on: at('period.end'), discharge_outcome: EXTENSION, discharge_summary: EXTENSION, discharged_by: EXTENSION, treatment_days: EXTENSION,
  },
};

const PLAN_DIAGNOSIS: InnerTable = {
  name: 'patient.plan_diagnosis', list: 'addresses', order: 'rank', frame: { type: 'Condition', identifier: { system: 'http://hl7.org/fhir/sid/icd-10-cm' } },
  columns: { practice_id: PRACTICE, plan_id: PARENT, rank: EXTENSION, code: at('identifier.value'), text: at('display') },
};

export const TREATMENT_PLAN: RecordTable = {
  name: 'patient.treatment_plan', resource: 'CarePlan', of: { patient: ['patient_id'] }, frame: { intent: 'plan' },
  columns: {
    practice_id: PRACTICE, id: KEY, version: EXTENSION, patient_id: rowAt('subject'), original_patient_id: ROW_EXTENSION, episode_id: ROW_EXTENSION,
    state: at('status', words({ PROPOSED: 'draft', ACCEPTED: 'active', REPLACED: 'revoked', DECLINED: 'revoked', CLOSED: 'completed' })),
    goals: at('goal', listOf('display', (goal) => ({ type: 'Goal', display: goal }))),
    interventions: at('activity', listOf('detail.description', (text) => ({ detail: { status: 'scheduled', description: text } }))),
    service_type_codes: EXTENSION, companion_intervention: EXTENSION, companion_reason: EXTENSION, visits_planned: EXTENSION, visits_per_week: EXTENSION, weeks: EXTENSION,
    starts_on: at('period.start'), closed_on: at('period.end'), requires_certification: EXTENSION, proposed_by: namedAt('author', 'Practitioner'), proposed_at: at('created'),
    decided_at: EXTENSION, estimate_id: EXTENSION, replaces_id: rowAt('replaces.0'),
  },
  within: [PLAN_DIAGNOSIS],
};

export const PLAN_CERTIFICATION: RecordTable = {
  name: 'patient.plan_certification', resource: 'Provenance', of: { patient: ['patient_id'] },
  frame: { activity: { text: 'The plan was certified' }, agent: [{ who: { type: 'Practitioner', identifier: { system: 'http://hl7.org/fhir/sid/us-npi' } } }] },
  columns: {
    practice_id: PRACTICE, id: KEY, plan_id: rowAt('target.0'), patient_id: rowAt('target.1'), original_patient_id: ROW_EXTENSION,
    from_day: at('occurredPeriod.start'), through_day: at('occurredPeriod.end'), basis: EXTENSION,
    certifier_name: at('agent.0.who.display'), certifier_npi: at('agent.0.who.identifier.value'), certifier_kind: EXTENSION,
    signed_on: EXTENSION, plan_sent_on: EXTENSION, delay_reason: EXTENSION, recorded_by: namedAt('agent.1.who', 'Practitioner'), recorded_at: at('recorded'),
  },
};

const GOAL_PROGRESS: InnerTable = {
  name: 'patient.goal_progress', list: 'extension', order: 'rank',
  columns: { practice_id: PRACTICE, report_id: PARENT, rank: EXTENSION, goal: EXTENSION, progress: EXTENSION, note: EXTENSION },
};

export const PROGRESS_REPORT: RecordTable = {
  name: 'patient.progress_report', resource: 'ClinicalImpression', of: { patient: ['patient_id'] }, frame: { status: 'completed', code: { text: 'Progress report' } },
  columns: {
    practice_id: PRACTICE, id: KEY, plan_id: ROW_EXTENSION, patient_id: rowAt('subject'), original_patient_id: ROW_EXTENSION,
    from_day: at('effectivePeriod.start'), through_day: at('effectivePeriod.end'), treatment_days: EXTENSION, assessment: at('summary'),
    practitioner_id: namedAt('assessor', 'Practitioner'), written_on: at('date'),
  },
  within: [GOAL_PROGRESS],
};

export const OBLIGATION: RecordTable = {
  name: 'patient.obligation', resource: 'Task', of: { patient: ['patient_id'] }, frame: { intent: 'order' },
  columns: {
    practice_id: PRACTICE, id: KEY, plan_id: rowAt('focus'), patient_id: rowAt('for'), original_patient_id: ROW_EXTENSION, kind: at('code', ourCode('obligation')),
    raised_on: at('authoredOn'), due_on: at('restriction.period.end'), done_on: at('executionPeriod.end'),
    state: at('status', words({ OPEN: 'requested', DONE_LATE: 'completed', DONE: 'completed', MISSED: 'failed', NOT_NEEDED: 'cancelled' })), source: EXTENSION,
  },
};
