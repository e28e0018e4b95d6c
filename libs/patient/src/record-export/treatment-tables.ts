import {
  at, coded, codedWords, either, EXTENSION, KEY, namedAt, ourCode, PARENT, PRACTICE, ROW_EXTENSION, rowAt, section, words, type Columns, type Element, type InnerTable, type RecordTable, type Row,
} from '@spindle/fhir';

/** What all rows of an encounter have. */
const AT_ENCOUNTER: Columns = { practice_id: PRACTICE, id: KEY, encounter_id: rowAt('encounter'), patient_id: rowAt('subject'), original_patient_id: ROW_EXTENSION };
const OF_PATIENT = { patient: ['patient_id'] };

/** A row of which a later one says that it was wrong. */
const CORRECTION: Columns = { corrects_id: ROW_EXTENSION, withdrawn: at('status', either('completed', 'entered-in-error')) };

export const NEEDLING_SITE: RecordTable = {
  name: 'patient.needling_site', resource: 'Procedure', of: OF_PATIENT, frame: { code: { text: 'Dry needling' } },
  columns: {
    ...AT_ENCOUNTER, ...CORRECTION, practitioner_id: namedAt('performer.0.actor', 'Practitioner'), muscle_key: at('bodySite.0', ourCode('muscle')), side: EXTENSION,
    needle_diameter_mm: EXTENSION, needle_length_mm: EXTENSION, lot: EXTENSION, needles_in: EXTENSION, needles_out: EXTENSION, taut_band: EXTENSION, twitch_response: EXTENSION,
    sensation: EXTENSION, electrical_stimulation: EXTENSION, recorded_at: at('performedDateTime'),
  },
};

export const SERVICE_LINE: RecordTable = {
  name: 'patient.service_line', resource: 'Procedure', of: OF_PATIENT,
  columns: {
    ...AT_ENCOUNTER, ...CORRECTION, code: at('code', coded('http://www.ama-assn.org/go/cpt')), minutes_by_clinician: EXTENSION, minutes_by_assistant: EXTENSION, muscle_keys: EXTENSION,
    recorded_by: namedAt('recorder', 'Practitioner'), recorded_at: at('performedDateTime'),
  },
};

const MEASURED: Columns = { ...AT_ENCOUNTER, phase: EXTENSION, recorded_by: namedAt('performer.0', 'Practitioner'), recorded_at: at('effectiveDateTime') };

export const PAIN_SCORE: RecordTable = {
  name: 'patient.pain_score', resource: 'Observation', of: OF_PATIENT,
  frame: { status: 'final', code: { coding: [{ system: 'http://loinc.org', code: '72514-3' }], text: 'Pain, 0 to 10' } },
  columns: { ...MEASURED, score: at('valueInteger') },
};

export const RANGE_OF_MOTION: RecordTable = {
  name: 'patient.range_of_motion', resource: 'Observation', of: OF_PATIENT,
  frame: { status: 'final', valueQuantity: { unit: 'degrees', system: 'http://unitsofmeasure.org', code: 'deg' } },
  columns: { ...MEASURED, movement: at('code', ourCode('movement')), side: EXTENSION, degrees: at('valueQuantity.value') },
};

export const ADVERSE_EVENT: RecordTable = {
  name: 'patient.adverse_event', resource: 'AdverseEvent', of: OF_PATIENT, frame: { actuality: 'actual' },
  columns: {
    ...AT_ENCOUNTER, kind: at('event', ourCode('adverse-event')),
    severity: at('severity', codedWords('http://terminology.hl7.org/CodeSystem/adverse-event-severity', { MILD: 'mild', MODERATE: 'moderate', SERIOUS: 'severe' })),
    occurred_at: at('date'), occurred_on: EXTENSION, description: EXTENSION, action_taken: EXTENSION, recorded_by: namedAt('recorder', 'Practitioner'), recorded_at: at('recordedDate'),
  },
};

export const CARE_TASK: RecordTable = {
  name: 'patient.care_task', resource: 'Task', of: OF_PATIENT, frame: ({ done_at: doneAt }) => ({ status: doneAt === null ? 'requested' : 'completed', intent: 'order' }),
  columns: {
    practice_id: PRACTICE, id: KEY, encounter_id: rowAt('encounter'), patient_id: rowAt('for'), original_patient_id: ROW_EXTENSION, version: EXTENSION, kind: at('code', ourCode('care-task')),
    due_on: at('restriction.period.end'), done_at: at('executionPeriod.end'), done_by: namedAt('owner', 'Practitioner'), outcome: EXTENSION,
  },
};

const NOTE_VERSION: InnerTable = {
  name: 'patient.note_version', list: 'extension', order: 'version',
  columns: { practice_id: PRACTICE, note_id: PARENT, version: EXTENSION, subjective: EXTENSION, objective: EXTENSION, assessment: EXTENSION, plan: EXTENSION, author_id: EXTENSION, written_at: EXTENSION },
};

const SIGNING_CHECK: InnerTable = {
  name: 'patient.signing_check', list: 'extension', order: 'check_kind',
  columns: { practice_id: PRACTICE, note_id: PARENT, check_kind: EXTENSION, finding: EXTENSION, override_reason: EXTENSION, overridden_by: EXTENSION },
};

export const CLINICAL_NOTE: RecordTable = {
  name: 'patient.clinical_note', resource: 'Composition', of: OF_PATIENT, frame: noteFrame,
  columns: {
    ...AT_ENCOUNTER, version: EXTENSION, state: at('status', words({ AWAITING_COSIGNATURE: 'preliminary', DRAFT: 'preliminary', SIGNED: 'final' })),
    subjective: at('section.0', section('Subjective')), objective: at('section.1', section('Objective')), assessment: at('section.2', section('Assessment')), plan: at('section.3', section('Plan')),
    author_id: namedAt('author.0', 'Practitioner'), written_at: at('date'), signed_by: namedAt('attester.0.party', 'Practitioner'), signed_at: at('attester.0.time'),
    cosigned_by: namedAt('attester.1.party', 'Practitioner'), cosigned_at: at('attester.1.time'),
  },
  within: [NOTE_VERSION, SIGNING_CHECK],
};

function noteFrame({ signed_by: signedBy, cosigned_by: cosignedBy }: Row): Element {
  const attester = [...(signedBy === null ? [] : [{ mode: 'professional' }]), ...(cosignedBy === null ? [] : [{ mode: 'legal' }])];
  return { type: { coding: [{ system: 'http://loinc.org', code: '11506-3' }], text: 'Progress note' }, title: 'Clinical note', ...(attester.length > 0 ? { attester } : {}) };
}

export const NOTE_ADDENDUM: RecordTable = {
  name: 'patient.note_addendum', resource: 'Composition', of: { table: 'patient.clinical_note', key: 'note_id' },
  frame: { status: 'final', type: { text: 'Addendum to a clinical note' }, title: 'Addendum', relatesTo: [{ code: 'appends' }] },
  columns: {
    practice_id: PRACTICE, id: KEY, note_id: rowAt('relatesTo.0.targetReference'), text: at('section.0', section('Addendum')), author_id: namedAt('author.0', 'Practitioner'), written_at: at('date'),
  },
};
