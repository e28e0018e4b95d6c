import {
  at, codedWords, derived, EXTENSION, KEY, listOf, ourCode, PARENT, PRACTICE, ranked, ROW_EXTENSION, rowAt, US_CENTS, type InnerTable, type RecordTable,
} from '@spindle/fhir';

const OF_PATIENT = { patient: ['patient_id'] };

/** The plan and its payer are the practice's: what names them travels (`plan_id.…`), and they are found or made by it. */
export const COVERAGE: RecordTable = {
  name: 'billing.coverage', resource: 'Coverage', of: OF_PATIENT,
  frame: { status: 'active', class: [{ type: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/coverage-class', code: 'plan' }] } }] },
  columns: {
    practice_id: PRACTICE, id: KEY, version: EXTENSION, patient_id: rowAt('beneficiary'), original_patient_id: ROW_EXTENSION,
    plan_id: derived('plan_id.payer, plan_id.name'), 'plan_id.payer': at('payor.0.display'), 'plan_id.payer_identifier': at('payor.0.identifier.value'),
    'plan_id.name': at('class.0.value'), 'plan_id.kind': at('type', ourCode('plan-kind')),
    priority: at('order', ranked(['PRIMARY', 'SECONDARY', 'TERTIARY'])), member_id: at('subscriberId'),
    member_id_sealed: derived('member_id'), member_id_index: derived('member_id'), member_id_key: derived('member_id'),
    relationship: at('relationship', codedWords('http://terminology.hl7.org/CodeSystem/subscriber-relationship', { SELF: 'self', SPOUSE: 'spouse', CHILD: 'child', OTHER: 'other' })),
    valid_from: at('period.start'), valid_to: at('period.end'), source: EXTENSION, source_key: EXTENSION, created_at: EXTENSION,
  },
};

const IMPORTED_CLAIM_LINE: InnerTable = {
  name: 'billing.imported_claim_line', list: 'item', order: 'line_number',
  columns: {
    practice_id: PRACTICE, imported_claim_id: PARENT, line_number: at('sequence'), code: at('productOrService.coding.0.code'), description: at('productOrService.text'), submitted_cents: at('net', US_CENTS),
  },
};

export const IMPORTED_CLAIM: RecordTable = {
  name: 'billing.imported_claim', resource: 'Claim', of: OF_PATIENT,
  frame: {
    status: 'active', use: 'claim', type: { text: 'Claim of another system' }, priority: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/processpriority', code: 'normal' }] },
    provider: { display: 'Another system' }, insurance: [{ sequence: 1, focal: true, coverage: { type: 'Coverage' } }],
  },
  columns: {
    practice_id: PRACTICE, id: KEY, source_key: EXTENSION, patient_id: rowAt('patient'), original_patient_id: ROW_EXTENSION, encounter_id: ROW_EXTENSION, encounter_source_key: EXTENSION,
    payer_name: at('insurance.0.coverage.display'), service_from: at('billablePeriod.start'), service_to: at('billablePeriod.end'),
    diagnoses: at('diagnosis', listOf('diagnosisCodeableConcept.text', (text, index) => ({ sequence: index + 1, diagnosisCodeableConcept: { text } }))),
    submitted_cents: at('total', US_CENTS), allowed_cents: EXTENSION, paid_cents: EXTENSION, patient_responsibility_cents: EXTENSION, created_at: at('created'),
  },
  within: [IMPORTED_CLAIM_LINE],
};

/** What billing has of a patient's record, as far as it can be history elsewhere. Claims of our own, and the ledger, stay where they were billed. */
export const INSURANCE_RECORD: readonly RecordTable[] = [COVERAGE, IMPORTED_CLAIM];
