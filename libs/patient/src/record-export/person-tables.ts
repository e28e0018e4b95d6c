import {
  at, codedWords, coded, derived, EXTENSION, FROM_ONE, KEY, namedAt, PARENT, PRACTICE, ROW_EXTENSION, rowAt, SPINDLE_FHIR, words, type Element, type InnerTable, type RecordTable, type Row,
} from '@spindle/fhir';

const CONTACT_POINT: InnerTable = {
  name: 'patient.contact_point', list: 'telecom', order: 'rank',
  columns: {
    practice_id: PRACTICE, patient_id: PARENT, rank: at('rank', FROM_ONE),
    system: at('system', words({ PHONE: 'phone', EMAIL: 'email' })), use: at('use', words({ HOME: 'home', WORK: 'work', MOBILE: 'mobile' })), value: at('value'),
  },
};

const CONTACT: InnerTable = {
  name: 'patient.contact', list: 'contact', order: 'rank',
  frame: ({ telephone }) => ({ ...(telephone === null ? {} : { telecom: [{ system: 'phone' }] }) }),
  columns: { practice_id: PRACTICE, patient_id: PARENT, rank: EXTENSION, name: at('name.text'), relationship: at('relationship.0.text'), telephone: at('telecom.0.value') },
};

const LEAD_CONVERSION: InnerTable = {
  name: 'patient.lead_conversion', list: 'extension', order: 'lead_id',
  columns: { practice_id: PRACTICE, lead_id: EXTENSION, patient_id: PARENT, original_patient_id: ROW_EXTENSION, converted_at: EXTENSION },
};

/** What scheduling told of the visits that count for plans: a copy, which its events keep true. */
const PLANNED_VISIT: InnerTable = {
  name: 'patient.planned_visit', list: 'extension', order: 'starts_at',
  columns: {
    practice_id: PRACTICE, appointment_id: EXTENSION, patient_id: PARENT, original_patient_id: ROW_EXTENSION, service_type_code: EXTENSION, starts_at: EXTENSION, day: EXTENSION, state: EXTENSION,
  },
};

export const PATIENT: RecordTable = {
  name: 'patient.patient', resource: 'Patient', of: { patient: ['id'] }, frame: patientFrame,
  columns: {
    practice_id: PRACTICE, id: KEY, version: EXTENSION, record_number: at('identifier.0.value'),
    given_names: at('name.0.given'), family_name: at('name.0.family'), preferred_name: at('name.1.text'), sort_name: derived('given_names, family_name'),
    birth_date: at('birthDate'), sex: at('gender', words({ FEMALE: 'female', MALE: 'male', OTHER: 'other', UNKNOWN: 'unknown' })),
    language: at('communication.0.language', coded('urn:ietf:bcp:47')), interpreter_language: EXTENSION,
    address_lines: at('address.0.line'), city: at('address.0.city'), state: at('address.0.state'), postal_code: at('address.0.postalCode'), country: at('address.0.country'),
    source: EXTENSION, source_key: EXTENSION, created_at: EXTENSION, updated_at: at('meta.lastUpdated'), merged_into_id: rowAt('link.0.other'),
  },
  within: [CONTACT_POINT, CONTACT, LEAD_CONVERSION, PLANNED_VISIT],
};

function patientFrame({ preferred_name: preferred, merged_into_id: mergedInto }: Row): Element {
  return {
    identifier: [{ type: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v2-0203', code: 'MR' }] }, system: `${SPINDLE_FHIR}/record-number` }],
    name: [{ use: 'official' }, ...(preferred === null ? [] : [{ use: 'nickname' }])],
    ...(mergedInto === null ? {} : { link: [{ type: 'replaced-by' }] }),
  };
}

/** Names two patients, of whom one may have gone its own way since. */
export const MERGE_RECORD: RecordTable = {
  name: 'patient.merge_record', resource: 'Provenance', of: { patient: ['survivor_id', 'merged_id'] }, frame: { activity: { text: 'Two records were put together' } },
  columns: {
    practice_id: PRACTICE, id: KEY, survivor_id: namedAt('target.0', 'Patient'), merged_id: namedAt('target.1', 'Patient'), reason: at('reason.0.text'),
    merged_at: at('recorded'), merged_by: namedAt('agent.0.who', 'Practitioner'), unmerged_at: EXTENSION, unmerged_by: EXTENSION, unmerge_reason: EXTENSION,
  },
};

export const CONDITION: RecordTable = {
  name: 'patient.condition', resource: 'Condition', of: { patient: ['patient_id'] },
  columns: {
    practice_id: PRACTICE, id: KEY, patient_id: rowAt('subject'), original_patient_id: ROW_EXTENSION,
    code_system: at('code.coding.0.system'), code: at('code.coding.0.code'), code_text: at('code.text'), onset_date: at('onsetDateTime'), abatement_date: at('abatementDateTime'),
    clinical_status: at('clinicalStatus', codedWords('http://terminology.hl7.org/CodeSystem/condition-clinical', {
      ACTIVE: 'active', RECURRENCE: 'recurrence', RELAPSE: 'relapse', INACTIVE: 'inactive', REMISSION: 'remission', RESOLVED: 'resolved',
    })),
    source: EXTENSION, source_key: EXTENSION,
  },
};
