import type { Id } from '@spindle/kernel';
import { reportText } from './report';
import { bundle, claim, concept, condition, encounter, explanation, patient, practitioner, syntheaFile, urn, uuid } from './testing/bundles';
import { counts, ImportClinic, newPractice } from './testing/import-clinic';

let clinic: ImportClinic;
let practice: Id<'Practice'>;
beforeAll(async () => {
  clinic = await ImportClinic.open();
});
beforeEach(() => {
  practice = newPractice();
});
afterAll(() => clinic.close());

const claimRows = () => clinic.rows(`SELECT payer_name, service_from::text, service_to::text, diagnoses, submitted_cents::int, allowed_cents::int, paid_cents::int,
  patient_responsibility_cents::int, encounter_id IS NOT NULL AS has_encounter FROM billing.imported_claim WHERE practice_id = $1 ORDER BY service_from, submitted_cents`, [practice]);
const coverageRows = () => clinic.rows(`SELECT y.name, p.kind, c.priority, c.valid_from::text, c.valid_to::text, c.member_id, c.source
  FROM billing.coverage c JOIN billing.insurance_plan p ON p.practice_id = c.practice_id AND p.id = c.plan_id JOIN billing.payer y ON y.practice_id = c.practice_id AND y.id = p.payer_id
  WHERE c.practice_id = $1 ORDER BY c.valid_from, y.name`, [practice]);
const encounterRows = () => clinic.rows(`SELECT practitioner_id, practitioner_name, practitioner_identifier, practitioner_identifier_valid, place_name, description, period_start, status, source
  FROM patient.encounter WHERE practice_id = $1 ORDER BY period_start`, [practice]);

describe('a bundle of Synthea', () => {
  it('becomes a patient with history in patient and billing, and nothing in scheduling', async () => {
    const report = await clinic.import(await clinic.write({ 'synthea.json': syntheaFile(1) }), practice);
    expect(await clinic.rows('SELECT given_names, family_name, birth_date::text, sex, language, source FROM patient.patient WHERE practice_id = $1', [practice]))
      .toEqual([{ given_names: ['Ana', 'María'], family_name: 'Núñez', birth_date: '1970-05-04', sex: 'FEMALE', language: 'es', source: 'IMPORTED' }]);
    expect(await clinic.rows('SELECT name, relationship, telephone FROM patient.contact WHERE practice_id = $1', [practice])).toEqual([{ name: 'Luis Núñez', relationship: 'Husband', telephone: '303-555-0143' }]);
    expect((await encounterRows())[0]).toMatchObject({ practitioner_id: null, practitioner_name: 'Dr. Wynell Olson', practitioner_identifier: '300', practitioner_identifier_valid: false, place_name: 'SOUTHCOAST HOSPITAL', status: 'FINISHED', source: 'IMPORTED' });
    expect(await claimRows()).toEqual([
      { payer_name: 'private', service_from: '2019-03-04', service_to: '2019-03-04', diagnoses: ['Sprain of ankle'], submitted_cents: 26552, allowed_cents: 14052, paid_cents: 11242, patient_responsibility_cents: 2810, has_encounter: true },
      { payer_name: 'no_insurance', service_from: '2020-07-01', service_to: '2020-07-01', diagnoses: [], submitted_cents: 26552, allowed_cents: null, paid_cents: null, patient_responsibility_cents: null, has_encounter: false },
    ]);
    expect(await coverageRows()).toEqual([{ name: 'private', kind: 'COMMERCIAL', priority: 'PRIMARY', valid_from: '2019-03-04', valid_to: '2019-03-04', member_id: null, source: 'IMPORTED' }]);
    for (const table of ['scheduling.appointment', 'scheduling.practitioner', 'scheduling.location', 'billing.claim', 'billing.ledger_entry']) expect(await clinic.rows(`SELECT FROM ${table}`)).toEqual([]);
    expect(counts(report, 'Claim')).toEqual({ read: 3, mapped: 2, skipped: { 'a prescription claim': 1 } });
    expect(counts(report, 'Observation')).toEqual({ read: 1, mapped: 0, skipped: { 'not kept by the import yet': 1 } });
  });

  it('adds nothing to any table the second time', async () => {
    const paths = await clinic.write({ 'one.json': syntheaFile(2), 'two.json': syntheaFile(3) });
    const first = await clinic.import(paths, practice);
    const before = await clinic.rowCounts();
    const second = await clinic.import(paths, practice);
    expect(await clinic.rowCounts()).toEqual(before);
    expect(first.records.get('patients')).toEqual({ added: 2, known: 0, refused: 0 });
    expect([...second.records.values()].map(({ added }) => added)).toEqual([0, 0, 0, 0, 0, 0]);
    expect(second.records.get('patients')?.known).toBe(2);
  });

  it('is seen by its own practice alone', async () => {
    await clinic.import(await clinic.write({ 'mine.json': syntheaFile(4) }), practice);
    const other = newPractice();
    await clinic.import(await clinic.write({ 'mine.json': syntheaFile(4) }), other);
    expect(await clinic.rows('SELECT practice_id, count(*)::int FROM patient.encounter WHERE practice_id IN ($1, $2) GROUP BY 1 ORDER BY 1', [practice, other])).toEqual([
      { practice_id: practice, count: 2 }, { practice_id: other, count: 2 },
    ]);
  });
});

describe('a bad resource', () => {
  it.each([
    ['is no object', 7],
    ['has no type', { id: 'x' }],
    ['has members of other kinds than FHIR says', { resourceType: 'Encounter', id: uuid(10, 7), status: 'finished', subject: urn(uuid(10, 1)), period: 'yesterday', participant: 'me', type: [[[]]], location: [null] }],
    ['has text that no database takes', condition(uuid(10, 8), uuid(10, 1), { code: { text: '\u0000' } })],
    ['has years beyond the calendar', encounter(uuid(10, 9), uuid(10, 1), { period: { start: '0000-00-00T00:00:00Z', end: '9999-99-99' } })],
    ['is nested without end', `{"resourceType":"Condition","subject":{"reference":"urn:uuid:${uuid(10, 1)}"},"code":${'{"text":'.repeat(100_000)}1${'}'.repeat(100_000)}}`],
    ['is a claim nested without end', `{"resourceType":"Claim","patient":{"reference":"urn:uuid:${uuid(10, 1)}"},"item":${'['.repeat(100_000)}1${']'.repeat(100_000)}}`],
    ['is a practitioner nested without end', `{"resourceType":"Practitioner","id":"1","name":${'{"text":'.repeat(100_000)}1${'}'.repeat(100_000)}}`],
    ['has words that mean something in JavaScript', condition(uuid(10, 5), uuid(10, 1), { verificationStatus: 'constructor', clinicalStatus: '__proto__', code: 5 })],
  ])('that %s stops neither those before nor those behind it', async (_title, bad) => {
    const good = bundle([patient(uuid(10, 1)), encounter(uuid(10, 2), uuid(10, 1)), condition(uuid(10, 3), uuid(10, 1))]) as { entry: unknown[] };
    const [person, visit, diagnosis] = good.entry.map((entry) => JSON.stringify(entry));
    const parts = [person, visit, `{"resource":${typeof bad === 'string' ? bad : JSON.stringify(bad)}}`, diagnosis];
    const report = await clinic.import(await clinic.write({ 'bad.json': `{"resourceType":"Bundle","type":"transaction","entry":[${parts.join(',')}]}` }), practice);
    expect(report.records.get('patients')?.added).toBe(1);
    expect(report.records.get('encounters')?.added).toBe(1);
    expect(report.records.get('conditions')?.added).toBe(1);
    expect([...report.kinds.values()].every(({ read, mapped, skipped }) => read === mapped + [...skipped.values()].reduce((sum, count) => sum + count, 0))).toBe(true);
  });

  it('that is a patient takes what belongs to it along', async () => {
    const report = await clinic.import(await clinic.write({ 'year.json': bundle([patient(uuid(11, 1), { birthDate: '1970' }), encounter(uuid(11, 2), uuid(11, 1)), claim(uuid(11, 3), uuid(11, 1))]) }), practice);
    expect(counts(report, 'Patient')).toEqual({ read: 1, mapped: 0, skipped: { 'its birth date is a year or month only': 1 } });
    expect(counts(report, 'Encounter').skipped).toEqual({ 'its patient was not imported': 1 });
    expect(counts(report, 'Claim').skipped).toEqual({ 'its patient was not imported': 1 });
  });
});

describe('files', () => {
  it('that are not FHIR get one sentence each, and the others are read', async () => {
    const paths = await clinic.write({ 'good.json': syntheaFile(12), 'notes.txt': 'Dear doctor', 'empty.json': '', 'page.xml': '<Bundle/>', 'list.json': { a: 1 }, 'cut.json': '{"resourceType": "Bundle", "ent' });
    const report = await clinic.import([...paths, `${clinic.folder}/absent.json`], practice);
    expect(report.files).toEqual({ read: 1, unreadable: 5, refused: 0 });
    expect(report.problems.map((problem) => problem.replace(clinic.folder, ''))).toEqual([
      '/absent.json: there is no such file or folder.', 'notes.txt: it is not JSON, so it is not a FHIR bundle.', 'empty.json: it is empty.',
      'page.xml: it is XML or HTML, and only the JSON form of FHIR is read.', 'list.json: it is JSON, but not FHIR: it has no resourceType.', 'cut.json: it is not valid JSON (see line 1).',
    ]);
    expect(report.records.get('patients')?.added).toBe(1);
  });

  it('of one resource type each, one resource per line, find one another in any order', async () => {
    const ids = { person: uuid(13, 1), visit: uuid(13, 2), paid: uuid(13, 3) };
    const lines = (...resources: object[]): string => `${resources.map((resource) => JSON.stringify(resource)).join('\n')}\n`;
    const subject = { reference: 'Patient/p1' };
    const report = await clinic.import(await clinic.write({
      'Claim.ndjson': lines(claim(ids.paid, '', { patient: subject, item: [{ sequence: 1, encounter: [{ reference: 'Encounter/e1' }] }], diagnosis: [{ diagnosisReference: { reference: 'Condition/c1' } }], insurance: [{ coverage: { reference: 'Coverage/v1' } }] })),
      'Condition.ndjson': lines(condition('c1', '', { subject })),
      'Coverage.ndjson': lines({ resourceType: 'Coverage', id: 'v1', status: 'active', beneficiary: subject, payor: [{ reference: 'Organization/o1' }] }),
      'Encounter.ndjson': lines(encounter('e1', '', { subject, participant: [{ individual: { reference: 'Practitioner/d1' } }] }), { nonsense: true }),
      'ExplanationOfBenefit.ndjson': lines(explanation(uuid(13, 4), { patient: '', claim: '' }, { patient: subject, claim: { reference: `Claim/${ids.paid}` } })),
      'Organization.ndjson': lines({ resourceType: 'Organization', id: 'o1', name: 'Blue Shield' }),
      'Patient.ndjson': lines(patient('p1'), patient('p2', { name: [{ text: 'Nobody' }] })),
      'Practitioner.ndjson': lines(practitioner('d1', '1234567893')),
    }), practice);
    expect(report.problems).toEqual([]);
    expect(await encounterRows()).toMatchObject([{ practitioner_name: 'Dr. Wynell Olson', practitioner_identifier_valid: true }]);
    expect(await claimRows()).toMatchObject([{ payer_name: 'Blue Shield', diagnoses: ['Sprain of ankle'], paid_cents: 11242, has_encounter: true }]);
    expect(await coverageRows()).toMatchObject([{ name: 'Blue Shield', kind: 'OTHER', valid_from: '2019-03-04', valid_to: '2019-03-04' }]);
    expect(counts(report, 'ExplanationOfBenefit')).toEqual({ read: 1, mapped: 1, skipped: {} });
    expect(counts(report, 'Coverage')).toEqual({ read: 1, mapped: 1, skipped: {} });
  });

  it('refer to what others hold by conditional references', async () => {
    const person = uuid(14, 1);
    const search = (type: string, token: string) => ({ reference: `${type}?identifier=${token}` });
    const report = await clinic.import(await clinic.write({
      'a-visits.json': bundle([encounter(uuid(14, 2), '', {
        subject: search('Patient', `urn:example:hospital|${person}`), participant: [{ individual: search('Practitioner', 'http%3A%2F%2Fhl7.org%2Ffhir%2Fsid%2Fus-npi%7C1234567893') }],
        location: [{ location: search('Location', 'urn:example:places|west') }],
      }), encounter(uuid(14, 3), '', { subject: search('Patient', `urn:example:hospital|${person}`), period: { start: '2021-01-01T10:00:00Z' }, participant: [{ individual: { ...search('Practitioner', 'http://hl7.org/fhir/sid/us-npi|9999'), display: 'Dr. Elsewhere' } }] })]),
      'b-people.json': bundle([patient(person)]),
      'c-practitioners.json': bundle([practitioner(uuid(14, 5), '1234567893')], 'batch'),
      'd-places.json': bundle([{ resourceType: 'Location', id: uuid(14, 6), identifier: [{ system: 'urn:example:places', value: 'west' }], name: 'West wing' }], 'batch'),
    }), practice);
    expect(counts(report, 'Encounter')).toEqual({ read: 2, mapped: 2, skipped: {} });
    expect((await encounterRows()).map(({ practitioner_name, practitioner_identifier, practitioner_identifier_valid, place_name }) => [practitioner_name, practitioner_identifier, practitioner_identifier_valid, place_name]))
      .toEqual([['Dr. Wynell Olson', '1234567893', true, 'West wing'], ['Dr. Elsewhere', '9999', false, null]]);
  });
});

describe('coverages', () => {
  const payers = (...seen: (readonly [string, string])[]) => bundle([patient(uuid(15, 1)), ...seen.map(([payer, day], index) => (
    claim(uuid(15, 10 + index), uuid(15, 1), { insurance: [{ coverage: { display: payer } }], billablePeriod: { start: day, end: day } })))]);

  it('are one per payer, from the first to the last day of service, cut where the next begins', async () => {
    await clinic.import(await clinic.write({ 'payers.json': payers(['Aetna', '2010-01-05'], ['no_insurance', '2011-01-01'], ['Medicaid', '2012-06-01'], ['Aetna', '2016-08-12'], ['Medicare', '2017-01-01'], ['Medicare', '2019-02-02']) }), practice);
    expect((await coverageRows()).map(({ name, kind, valid_from, valid_to }) => [name, kind, valid_from, valid_to])).toEqual([
      ['Aetna', 'OTHER', '2010-01-05', '2012-05-31'], ['Medicaid', 'MEDICAID', '2012-06-01', '2012-06-01'], ['Medicare', 'MEDICARE', '2017-01-01', '2019-02-02'],
    ]);
  });

  it('have their own days where no service was seen under them', async () => {
    const coverage = (index: number, parts: object) => ({ resourceType: 'Coverage', id: uuid(15, 30 + index), status: 'active', beneficiary: urn(uuid(15, 1)), ...parts });
    const report = await clinic.import(await clinic.write({ 'own.json': bundle([patient(uuid(15, 1)), coverage(1, { payor: [{ display: 'Humana' }], period: { start: '2020-01-01', end: '2020-12-31' } }), coverage(2, { payor: [{ display: 'Cigna' }] }), coverage(3, { type: concept('pay', 'Self pay') })]) }), practice);
    expect(await coverageRows()).toMatchObject([{ name: 'Humana', valid_from: '2020-01-01', valid_to: '2020-12-31' }]);
    expect(counts(report, 'Coverage')).toEqual({ read: 3, mapped: 1, skipped: { 'it says that nobody but the patient pays': 1, 'no day of service seen under it, and no first day of its own': 1 } });
  });
});

describe('patients', () => {
  it('with one identifier and different names and birth dates are two', async () => {
    const other = patient(uuid(16, 2), { name: [{ family: 'Stone', given: ['Ira'] }], birthDate: '1999-01-01', identifier: [{ system: 'urn:example:hospital', value: 'shared' }] });
    const paths = await clinic.write({ 'a.json': bundle([patient(uuid(16, 1), { identifier: [{ system: 'urn:example:hospital', value: 'shared' }] }), encounter(uuid(16, 3), uuid(16, 1))]), 'b.json': bundle([other, encounter(uuid(16, 4), uuid(16, 2))]) });
    await clinic.import(paths, practice);
    await clinic.import([...paths].reverse(), practice);
    expect(await clinic.rows('SELECT p.family_name, count(e)::int AS encounters FROM patient.patient p JOIN patient.encounter e ON e.practice_id = p.practice_id AND e.patient_id = p.id WHERE p.practice_id = $1 GROUP BY 1 ORDER BY 1', [practice]))
      .toEqual([{ family_name: 'Núñez', encounters: 1 }, { family_name: 'Stone', encounters: 1 }]);
  });

  it('called Patient/1 in different files are not mixed up', async () => {
    const file = (family: string) => bundle([{ ...patient('1', { name: [{ family, given: ['Lee'] }], identifier: [] }) }, encounter('7', '', { subject: { reference: 'Patient/1' } })], 'collection');
    const withoutUrls = (family: string) => ({ ...file(family), entry: (file(family)['entry'] as { resource: object }[]).map(({ resource }) => ({ resource })) });
    await clinic.import(await clinic.write({ 'x.json': withoutUrls('Ash'), 'y.json': withoutUrls('Birch') }), practice);
    expect(await clinic.rows('SELECT p.family_name, count(e)::int AS encounters FROM patient.patient p JOIN patient.encounter e ON e.practice_id = p.practice_id AND e.patient_id = p.id WHERE p.practice_id = $1 GROUP BY 1 ORDER BY 1', [practice]))
      .toEqual([{ family_name: 'Ash', encounters: 1 }, { family_name: 'Birch', encounters: 1 }]);
  });
});

it('takes appointments as history of scheduling', async () => {
  const appointment = (index: number, parts: object) => ({ resourceType: 'Appointment', id: uuid(17, index), status: 'fulfilled', start: '2024-05-01T09:00:00-06:00', end: '2024-05-01T09:30:00-06:00', participant: [{ actor: urn(uuid(17, 1)) }, { actor: { reference: 'Practitioner/9', display: 'Dr. Olson' } }], ...parts });
  const file = bundle([patient(uuid(17, 1)), appointment(2, {}), appointment(3, { status: 'proposed' }), appointment(4, { end: '2024-05-01T08:00:00-06:00' }), { resourceType: 'Slot', id: uuid(17, 5), status: 'free' }]);
  const report = await clinic.import(await clinic.write({ 'visits.json': file }), practice);
  expect(await clinic.rows('SELECT state, source, practitioner_id, practitioner_name, local_start::text FROM scheduling.appointment WHERE practice_id = $1', [practice])).toEqual([{ state: 'COMPLETED', source: 'IMPORTED', practitioner_id: null, practitioner_name: 'Dr. Olson', local_start: '2024-05-01 09:00:00' }]);
  expect(counts(report, 'Appointment')).toEqual({ read: 3, mapped: 1, skipped: { 'not arranged yet': 1, 'it ends before it begins': 1 } });
  expect(counts(report, 'Slot').skipped).toEqual({ 'availability is not kept by the import yet': 1 });
});

it('prints a report without names, numbers or addresses of anybody', async () => {
  const text = reportText(await clinic.import(await clinic.write({ 'Ana_Nunez.json': syntheaFile(18) }), practice));
  expect(text).toMatch(/^Files: 1 read\.\n\nResource +read +mapped +skipped\n/);
  expect(text).toMatch(/patients +1 +0\n/);
  expect(text).not.toMatch(/N[úu]ñ?n?ez|Ana|Olson|303-555|1970|SOUTHCOAST/);
});
