import { randomUUID } from 'node:crypto';
import type { Ask } from './independent/compared-records';

const AT = '2026-11-02T16:00:00.123456+00:00';
const DAY = '2026-11-02';

type Planted = readonly (readonly [table: string, row: object])[];

/** Whose rows are made, and who made them. */
interface Owner { readonly practiceId: string; readonly patientId: string; readonly encounter: string; readonly person: string }

/** Writes one row of each kind of which the sample clinic has none, for one patient of it, with texts that FHIR has no form for. */
export async function plantEveryKind(ask: Ask, practiceId: string, patientId: string): Promise<void> {
  const owner = { practiceId, patientId, encounter: randomUUID(), person: randomUUID() };
  for (const [table, row] of [...ofCourse(owner), ...ofAssessment(owner), ...ofTreatment(owner), ...ofNote(owner), ...besideCare(owner)]) {
    await ask(`INSERT INTO patient.${table} SELECT * FROM jsonb_populate_recordset(NULL::patient.${table}, $1::jsonb)`, [JSON.stringify([row])]);
  }
}

function ofCourse({ practiceId, patientId, encounter, person }: Owner): Planted {
  const [plan, episode, report] = [randomUUID(), randomUUID(), randomUUID()];
  const mine = { practice_id: practiceId, patient_id: patientId };
  return [
    ['encounter', { ...mine, id: encounter, period_start: AT, period_end: null, status: 'UNKNOWN', source: 'RECORDED', place_name: ' ', needled_at: AT }],
    ['condition', { ...mine, id: randomUUID(), code_system: null, code: null, code_text: 'Back pain\t(old)', clinical_status: 'UNKNOWN', source: 'RECORDED' }],
    ['episode_of_care', { ...mine, id: episode, version: 3, discipline: 'CHIROPRACTIC', status: 'ENTERED_IN_ERROR', reason: '', started_on: DAY }],
    ['treatment_plan', {
      ...mine, id: plan, version: 2, episode_id: episode, state: 'REPLACED', goals: [], interventions: ['', 'Walks & <climbs>'], service_type_codes: [], visits_planned: 1, visits_per_week: 1, weeks: 1,
      starts_on: DAY, requires_certification: false, proposed_by: person, proposed_at: AT, decided_at: AT, closed_on: DAY, estimate_id: randomUUID(),
    }],
    ['treatment_plan', { ...mine, id: randomUUID(), version: 1, episode_id: episode, state: 'PROPOSED', goals: ['Sleeps'], interventions: [], service_type_codes: ['X'], visits_planned: 1, visits_per_week: 1, weeks: 1, starts_on: DAY, requires_certification: true, proposed_by: person, proposed_at: AT, replaces_id: plan }],
    ['progress_report', { ...mine, id: report, plan_id: plan, from_day: DAY, through_day: DAY, treatment_days: 1, assessment: '  ', practitioner_id: person, written_on: DAY }],
    ['goal_progress', { practice_id: practiceId, report_id: report, rank: 0, goal: 'Sleeps', progress: 'IMPROVED', note: null }],
    ['obligation', { ...mine, id: randomUUID(), plan_id: plan, kind: 'PROGRESS_REPORT', raised_on: DAY, due_on: DAY, done_on: DAY, state: 'DONE_LATE', source: 'A rule' }],
  ];
}

function ofAssessment({ practiceId, patientId, encounter, person }: Owner): Planted {
  const mine = { practice_id: practiceId, patient_id: patientId };
  return [
    ['screening', { ...mine, id: randomUUID(), encounter_id: encounter, question_set: 'RED_FLAGS', question_set_version: 1, answers: [{ option: 'yes', question: 'fever', answeredOn: DAY }], findings: [{ any: [1.5, null, true] }], outcome: 'STOP', answered_on: DAY, answered_at: AT, recorded_by: person, decision: 'OVERRIDDEN', decision_reason: 'Known', decided_by: person, decided_at: AT }],
    ['consent', { ...mine, id: randomUUID(), procedure: 'NEEDLING', form_version: 1, regions: ['NECK'], signer_kind: 'GUARDIAN', signer_name: 'Ann', signer_relationship: 'Mother', signed_at: AT, signed_on: DAY, valid_through: '2027-11-02', acknowledged: [], recorded_by: person, withdrawn_at: AT, withdrawn_on: DAY, withdrawal_reason: '' }],
    ['candidacy', { ...mine, id: randomUUID(), procedure: 'NEEDLING', verdict: 'NOT_SUITABLE', alternative: 'Heat', practitioner_id: person, signed_at: AT, signed_on: DAY }],
    ['outcome_score', { ...mine, id: randomUUID(), measure_code: 'NDI', measure_version: 1, answered_on: DAY, value: 35.55555555555556, points: 16, possible: 45, answers: [{ item: 1, answer: null }], recorded_by: person }],
    ['body_mark', { ...mine, id: randomUUID(), encounter_id: encounter, region: 'NECK', x: 0.1, y: 1 / 3, kind: 'PAIN', intensity: 7, marked_at: AT, recorded_by: person }],
  ];
}

function ofTreatment({ practiceId, patientId, encounter, person }: Owner): Planted {
  const site = randomUUID();
  const here = { practice_id: practiceId, patient_id: patientId, encounter_id: encounter, recorded_by: person, recorded_at: AT };
  const needled = { ...here, practitioner_id: person, muscle_key: 'trapezius-upper', side: 'LEFT', needle_diameter_mm: 0.3, needle_length_mm: 40.5, lot: ' ', needles_in: 2, needles_out: 2, taut_band: true, twitch_response: 'SEEN', sensation: '', electrical_stimulation: false };
  return [
    ['needling_site', { ...needled, id: site, corrects_id: null, withdrawn: false }], ['needling_site', { ...needled, id: randomUUID(), corrects_id: site, withdrawn: true }],
    ['service_line', { ...here, id: randomUUID(), code: '97140', minutes_by_clinician: 8, minutes_by_assistant: 7, muscle_keys: ['a', 'b'], withdrawn: false }],
    ['pain_score', { ...here, id: randomUUID(), phase: 'BEFORE', score: 0 }],
    ['range_of_motion', { ...here, id: randomUUID(), phase: 'AFTER', movement: 'Flexion', side: 'MIDLINE', degrees: 0 }],
    ['adverse_event', { ...here, id: randomUUID(), kind: 'BRUISE', severity: 'SERIOUS', occurred_at: AT, occurred_on: DAY, description: 'Blue', action_taken: '' }],
  ];
}

function ofNote({ practiceId, patientId, encounter, person }: Owner): Planted {
  const note = randomUUID();
  const mine = { practice_id: practiceId, patient_id: patientId };
  return [
    ['care_task', { ...mine, encounter_id: encounter, id: randomUUID(), version: 2, kind: 'NEXT_DAY_CHECK_IN', due_on: DAY, done_at: AT, done_by: person, outcome: 'Well' }],
    ['clinical_note', { ...mine, encounter_id: encounter, id: note, version: 2, state: 'AWAITING_COSIGNATURE', subjective: 'a < b &amp; c > d\r\n', objective: '', assessment: ' ', plan: '</div>', author_id: person, written_at: AT, signed_by: person, signed_at: AT }],
    ['note_version', { practice_id: practiceId, note_id: note, version: 1, subjective: '', objective: '', assessment: '', plan: '', author_id: person, written_at: AT }],
    ...['SCREENING_CURRENT', 'CONSENT_VALID', 'CREDENTIAL_VALID', 'NEEDLES_ACCOUNTED', 'LOT_RECORDED', 'PAIN_RECORDED'].map((kind) => ['signing_check', { practice_id: practiceId, note_id: note, check_kind: kind, finding: 'NOT_KNOWN', override_reason: 'Nobody was there to tell', overridden_by: person }] as const),
    ['note_addendum', { practice_id: practiceId, id: randomUUID(), note_id: note, text: 'And <more>', author_id: person, written_at: AT }],
  ];
}

function besideCare({ practiceId, patientId, person }: Owner): Planted {
  const first = randomUUID();
  const mine = { practice_id: practiceId, patient_id: patientId };
  const disclosed = { ...mine, disclosed_on: DAY, recipient_name: 'County', recipient_address: '1 Main St\nDenver', description: 'Dates of "visits" & <notes>', basis: 'REQUIRED_BY_LAW', purpose: 'An order', recorded_at: AT, recorded_by: person };
  return [
    ['patient_alert', { ...mine, id: randomUUID(), version: 1, category: 'CLINICAL', text: 'Faints', pinned_by: person, pinned_at: AT, ended_at: AT }],
    ['lead_conversion', { ...mine, lead_id: randomUUID(), converted_at: AT }],
    ['planned_visit', { ...mine, appointment_id: randomUUID(), service_type_code: 'CHIRO', starts_at: AT, day: DAY, state: 'BOOKED' }],
    ['disclosure', { ...disclosed, id: first }], ['disclosure', { ...disclosed, id: randomUUID(), corrects_id: first, correction_reason: 'The day' }],
  ];
}
