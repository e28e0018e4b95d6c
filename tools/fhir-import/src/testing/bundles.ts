import type { Element } from '../bundle/element';

// FHIR files of our own, made by code: the shapes of Synthea and of other sources, about people who do not exist.

const NPI_SYSTEM = 'http://hl7.org/fhir/sid/us-npi';
const SNOMED = 'http://snomed.info/sct';

/** A UUID from two small numbers, so that a test can name it. */
export function uuid(group: number, index = 0): string {
  return `${group.toString(16).padStart(8, '0')}-0000-4000-8000-${index.toString(16).padStart(12, '0')}`;
}

export function urn(id: string): { reference: string } {
  return { reference: `urn:uuid:${id}` };
}

export function concept(code: string, text: string, system = SNOMED): Element {
  return { coding: [{ system, code, display: text }], text };
}

export function bundle(resources: readonly Element[], type = 'transaction'): Element {
  return {
    resourceType: 'Bundle', type,
    entry: resources.map((resource) => ({ fullUrl: `urn:uuid:${String(resource['id'])}`, resource, request: { method: 'POST', url: resource['resourceType'] } })),
  };
}

export function patient(id: string, parts: Element = {}): Element {
  return {
    resourceType: 'Patient', id, name: [{ use: 'official', family: 'Núñez', given: ['Ana', 'María'] }, { use: 'maiden', family: 'Ortiz', given: ['Ana'] }],
    identifier: [{ system: 'urn:example:hospital', value: id, type: concept('MR', 'Medical record number') }, { system: 'http://hl7.org/fhir/sid/us-ssn', value: '999-88-7777' }],
    gender: 'female', birthDate: '1970-05-04', telecom: [{ system: 'phone', value: '303-555-0142', use: 'home' }],
    address: [{ line: ['1 Main St'], city: 'Broomfield', state: 'CO', postalCode: '80020', country: 'US' }],
    communication: [{ language: { coding: [{ system: 'urn:ietf:bcp:47', code: 'es' }] } }],
    contact: [{ name: { family: 'Núñez', given: ['Luis'] }, relationship: [{ text: 'Husband' }], telecom: [{ system: 'phone', value: '303-555-0143' }] }],
    ...parts,
  };
}

export function practitioner(id: string, npi: string): Element {
  return { resourceType: 'Practitioner', id, identifier: [{ system: NPI_SYSTEM, value: npi }], name: [{ family: 'Olson', given: ['Wynell'], prefix: ['Dr.'] }] };
}

export function organization(id: string, name: string): Element {
  return { resourceType: 'Organization', id, identifier: [{ system: 'urn:example:places', value: name }], name };
}

export function encounter(id: string, patientId: string, parts: Element = {}): Element {
  return {
    resourceType: 'Encounter', id, status: 'finished', class: { code: 'AMB' }, type: [concept('185349003', 'Encounter for check up')], subject: urn(patientId),
    period: { start: '2019-03-04T10:00:00-07:00', end: '2019-03-04T10:30:00-07:00' }, ...parts,
  };
}

export function condition(id: string, patientId: string, parts: Element = {}): Element {
  return {
    resourceType: 'Condition', id, subject: urn(patientId), code: concept('44465007', 'Sprain of ankle'), onsetDateTime: '2019-03-04T10:00:00-07:00',
    clinicalStatus: concept('active', 'Active'), verificationStatus: concept('confirmed', 'Confirmed'), ...parts,
  };
}

export function claim(id: string, patientId: string, parts: Element = {}): Element {
  return {
    resourceType: 'Claim', id, status: 'active', use: 'claim', type: { coding: [{ code: 'institutional' }] }, patient: urn(patientId),
    billablePeriod: { start: '2019-03-04T10:00:00-07:00', end: '2019-03-04T10:30:00-07:00' }, total: { value: 265.52, currency: 'USD' },
    insurance: [{ sequence: 1, focal: true, coverage: { display: 'private' } }],
    item: [{ sequence: 1, productOrService: concept('185349003', 'Encounter for check up') }, { sequence: 2, productOrService: concept('140', 'Influenza vaccine'), net: { value: 140.52, currency: 'USD' } }],
    ...parts,
  };
}

const BLUE_BUTTON = 'https://bluebutton.cms.gov/resources/variables';

function adjudication(variable: string, value: number): Element {
  return { category: { coding: [{ code: `${BLUE_BUTTON}/${variable}` }] }, amount: { value, currency: 'USD' } };
}

/** In the form of Synthea: coverage contained, totals and payment, the rest in the items' adjudications. */
export function explanation(id: string, about: { readonly patient: string; readonly claim: string }, parts: Element = {}): Element {
  return {
    resourceType: 'ExplanationOfBenefit', id, status: 'active', outcome: 'complete', use: 'claim', type: { coding: [{ code: 'institutional' }] }, patient: urn(about.patient),
    contained: [{ resourceType: 'Coverage', id: 'coverage', status: 'active', type: { text: 'private' }, beneficiary: urn(about.patient), payor: [{ display: 'private' }] }],
    created: '2019-03-04T10:30:00-07:00', billablePeriod: { start: '2019-03-04T10:30:00-07:00', end: '2020-03-04T10:30:00-07:00' }, claim: urn(about.claim),
    insurance: [{ focal: true, coverage: { reference: '#coverage', display: 'private' } }],
    item: [{ sequence: 2, adjudication: [
      adjudication('line_coinsrnc_amt', 28.104000000000003), adjudication('line_prvdr_pmt_amt', 112.41600000000001), adjudication('line_sbmtd_chrg_amt', 140.52),
      adjudication('line_alowd_chrg_amt', 140.52), adjudication('line_bene_ptb_ddctbl_amt', 0),
    ] }],
    total: [{ category: { coding: [{ code: 'submitted' }] }, amount: { value: 265.52, currency: 'USD' } }],
    payment: { amount: { value: 112.41600000000001, currency: 'USD' } }, ...parts,
  };
}

/** A whole file as Synthea writes one: a patient with two visits, a claim that was paid, one that nobody insured, a prescription. */
export function syntheaFile(group: number): Element {
  const [person, doctor, place, first, second, sprain, paid, prescription, uninsured] = Array.from({ length: 9 }, (_, index) => uuid(group, index + 1)) as [string, string, string, string, string, string, string, string, string];
  const who = { participant: [{ individual: urn(doctor) }], serviceProvider: urn(place) };
  return bundle([
    patient(person), organization(place, 'SOUTHCOAST HOSPITAL'), practitioner(doctor, '300'), encounter(first, person, who),
    condition(sprain, person, { encounter: urn(first) }),
    claim(paid, person, { diagnosis: [{ sequence: 1, diagnosisReference: urn(sprain) }], item: [{ sequence: 1, encounter: [urn(first)], productOrService: concept('185349003', 'Check up') }] }),
    explanation(uuid(group, 20), { patient: person, claim: paid }),
    { resourceType: 'MedicationRequest', id: uuid(group, 21), status: 'stopped', subject: urn(person) },
    claim(prescription, person, { type: { coding: [{ code: 'pharmacy' }] }, prescription: urn(uuid(group, 21)) }),
    encounter(second, person, { ...who, period: { start: '2020-07-01T09:00:00-06:00', end: '2020-07-01T09:15:00-06:00' } }),
    claim(uninsured, person, { insurance: [{ sequence: 1, focal: true, coverage: { display: 'no_insurance' } }], billablePeriod: { start: '2020-07-01', end: '2020-07-01' } }),
    { resourceType: 'Observation', id: uuid(group, 22), status: 'final', subject: urn(person) },
  ]);
}
