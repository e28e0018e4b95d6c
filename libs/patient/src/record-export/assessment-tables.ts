import {
  at, EXTENSION, isElement, KEY, namedAt, ourCode, PRACTICE, ROW_EXTENSION, rowAt, shown, type Columns, type Json, type RecordTable,
} from '@spindle/fhir';

const OF_PATIENT = { patient: ['patient_id'] };
const FOR_PATIENT: Columns = { practice_id: PRACTICE, id: KEY, patient_id: rowAt('subject'), original_patient_id: ROW_EXTENSION };

/** Answers as a questionnaire's items. */
function toItems(answers: Json): Json | undefined {
  const items = Array.isArray(answers) ? (answers as readonly Json[]).filter(isElement) : [];
  const told = items.flatMap(({ question, option }) => (typeof question === 'string' && typeof option === 'string' ? [{ linkId: question, answer: [{ valueString: option }] }] : []));
  return told.length > 0 ? told : undefined;
}

export const SCREENING: RecordTable = {
  name: 'patient.screening', resource: 'QuestionnaireResponse', of: OF_PATIENT, frame: { status: 'completed' },
  columns: {
    ...FOR_PATIENT, encounter_id: rowAt('encounter'), question_set: EXTENSION, question_set_version: EXTENSION, answers: at('item', shown(toItems)), findings: EXTENSION, outcome: EXTENSION,
    answered_on: EXTENSION, answered_at: at('authored'), recorded_by: namedAt('author', 'Practitioner'),
    decision: EXTENSION, decision_reason: EXTENSION, decided_by: EXTENSION, decided_at: EXTENSION,
  },
};

export const CONSENT: RecordTable = {
  name: 'patient.consent', resource: 'Consent', of: OF_PATIENT,
  frame: ({ withdrawn_at: withdrawnAt }) => ({
    status: withdrawnAt === null ? 'active' : 'inactive', scope: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/consentscope', code: 'treatment' }] },
    category: [{ text: 'Consent to a procedure' }], policyRule: { text: 'The consent form of the practice' },
  }),
  columns: {
    practice_id: PRACTICE, id: KEY, patient_id: rowAt('patient'), original_patient_id: ROW_EXTENSION, procedure: at('provision.code.0', ourCode('procedure')), form_version: EXTENSION, regions: EXTENSION,
    signer_kind: EXTENSION, signer_name: at('performer.0.display'), signer_relationship: EXTENSION, signed_at: at('dateTime'),
    signed_on: at('provision.period.start'), valid_through: at('provision.period.end'), acknowledged: EXTENSION, recorded_by: EXTENSION,
    withdrawn_at: EXTENSION, withdrawn_on: EXTENSION, withdrawal_reason: EXTENSION,
  },
};

export const CANDIDACY: RecordTable = {
  name: 'patient.candidacy', resource: 'ClinicalImpression', of: OF_PATIENT, frame: { status: 'completed', code: { text: 'Suitability for a procedure' } },
  columns: {
    ...FOR_PATIENT, procedure: EXTENSION, verdict: at('finding.0.itemCodeableConcept', ourCode('candidacy')), precautions: EXTENSION, alternative: EXTENSION,
    practitioner_id: namedAt('assessor', 'Practitioner'), signed_at: at('date'), signed_on: EXTENSION,
  },
};

export const OUTCOME_SCORE: RecordTable = {
  name: 'patient.outcome_score', resource: 'Observation', of: OF_PATIENT, frame: { status: 'final' },
  columns: {
    ...FOR_PATIENT, encounter_id: rowAt('encounter'), measure_code: at('code', ourCode('outcome-measure')), measure_version: EXTENSION, answered_on: at('effectiveDateTime'),
    value: at('valueQuantity.value'), points: EXTENSION, possible: EXTENSION, answers: EXTENSION, recorded_by: namedAt('performer.0', 'Practitioner'),
  },
};

export const BODY_MARK: RecordTable = {
  name: 'patient.body_mark', resource: 'Observation', of: OF_PATIENT, frame: { status: 'final', code: { text: 'Mark on the body chart' } },
  columns: {
    ...FOR_PATIENT, encounter_id: rowAt('encounter'), region: at('bodySite', ourCode('body-region')), x: EXTENSION, y: EXTENSION, kind: EXTENSION, intensity: at('valueInteger'),
    marked_at: at('effectiveDateTime'), recorded_by: namedAt('performer.0', 'Practitioner'),
  },
};

export const PATIENT_ALERT: RecordTable = {
  name: 'patient.patient_alert', resource: 'Flag', of: OF_PATIENT, frame: ({ ended_at: endedAt }) => ({ status: endedAt === null ? 'active' : 'inactive' }),
  columns: {
    ...FOR_PATIENT, version: EXTENSION, category: at('category.0', ourCode('alert')), text: at('code.text'), pinned_by: namedAt('author', 'Practitioner'),
    pinned_at: at('period.start'), ended_at: at('period.end'),
  },
};

/** Whom the practice told: a message that was sent. */
export const DISCLOSURE: RecordTable = {
  name: 'patient.disclosure', resource: 'Communication', of: OF_PATIENT, frame: { status: 'completed' },
  columns: {
    ...FOR_PATIENT, disclosed_on: at('sent'), recipient_name: at('recipient.0.display'), recipient_address: EXTENSION, description: at('payload.0.contentString'), basis: EXTENSION,
    purpose: at('reasonCode.0.text'), recorded_at: EXTENSION, recorded_by: namedAt('sender', 'Practitioner'), corrects_id: ROW_EXTENSION, correction_reason: EXTENSION,
  },
};
