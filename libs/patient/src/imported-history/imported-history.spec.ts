import type { CalendarDay } from '@spindle/kernel';
import { PatientClinic, NOW } from '../testing/patient-clinic';
import { ImportedHistoryService, isSamePerson, type ImportedCondition, type ImportedEncounter, type ImportedPatient } from '../subgraph';

const patient: ImportedPatient = {
  sourceKey: 'urn:one', name: { given: ['Zoë'], family: 'Elsewhere', preferred: null }, birthDate: '1970-05-05' as CalendarDay, sex: 'FEMALE', language: null, interpreterLanguage: null, address: null,
  telecom: [{ system: 'PHONE', use: 'HOME', value: '555-0199' }], contacts: [],
};
const encounter: ImportedEncounter = {
  sourceKey: 'urn:e1', patientSourceKey: 'urn:one', practitionerName: 'Dr. Old', practitionerIdentifier: '9999999999', practitionerIdentifierValid: false,
  placeName: 'Old clinic', description: 'Check up', start: new Date('2010-01-01T10:00:00Z'), end: new Date('2010-01-01T10:15:00Z'), status: 'FINISHED',
};
const condition: ImportedCondition = { sourceKey: 'urn:c1', patientSourceKey: 'urn:one', code: { system: 'http://snomed.info/sct', code: '279039007', text: 'Low back pain' }, clinicalStatus: 'ACTIVE', onset: '2009-06-01' as CalendarDay, abatement: null };

describe('imported history', () => {
  let clinic: PatientClinic;
  beforeEach(async () => { clinic = await PatientClinic.open(); });
  afterEach(() => clinic.close());

  async function within<T>(work: (history: ImportedHistoryService) => Promise<T>): Promise<T> {
    const session = clinic.database.session(clinic.viewer(clinic.practice, 'SERVICE'));
    try {
      return await work(new ImportedHistoryService(session, { now: () => NOW }));
    } finally {
      await session.end();
    }
  }

  const importAll = () => within(async (history) => {
    return [await history.importPatients([patient, patient]), await history.importEncounters([encounter]), await history.importConditions([condition, { ...condition, sourceKey: 'urn:c2', onset: null }])] as const;
  });

  it('keeps what came from elsewhere as such, with the practitioner and place as text', async () => {
    const [patients] = await importAll();
    const { data } = await clinic.ask<{ patient: object }>(`query ($id: ID!) { patient(id: $id) { source recordNumber name { full }
      encounters { edges { node { source practitioner { id } practitionerName practitionerIdentifier practitionerIdentifierValid placeName description appointment { id } } } }
      conditions { edges { node { source onset clinicalStatus code { system code text } } } } } }`, { id: patients.ids.get('urn:one') }, clinic.viewer(clinic.practice, 'PRACTITIONER'));
    expect(data.patient).toEqual({
      source: 'IMPORTED', recordNumber: '100001', name: { full: 'Zoë Elsewhere' },
      encounters: { edges: [{ node: { source: 'IMPORTED', practitioner: null, practitionerName: 'Dr. Old', practitionerIdentifier: '9999999999', practitionerIdentifierValid: false, placeName: 'Old clinic', description: 'Check up', appointment: null } }] },
      conditions: { edges: ['2009-06-01', null].map((onset) => ({ node: { source: 'IMPORTED', onset, clinicalStatus: 'ACTIVE', code: condition.code } })) },
    });
  });

  it('adds nothing the second time, and answers the same ids', async () => {
    const first = await importAll();
    const rows = await clinic.rowCounts();
    const second = await importAll();
    expect(first.map(({ added }) => added)).toEqual([1, 1, 2]);
    expect(second.map(({ added }) => added)).toEqual([0, 0, 0]);
    expect(second.map(({ ids }) => ids)).toEqual(first.map(({ ids }) => ids));
    expect(await clinic.rowCounts()).toEqual(rows);
  });

  it('tells under which keys somebody else is stored, and leaves them as they are', async () => {
    await importAll();
    const rows = await clinic.rowCounts();
    const stranger = { ...patient, name: { ...patient.name, family: 'Other' }, birthDate: '1999-09-09' as CalendarDay };
    expect(await within((history) => history.importPatients([stranger]))).toMatchObject({ added: 0, others: new Set(['urn:one']) });
    expect(await clinic.rowCounts()).toEqual(rows);
  });

  it('finds encounters that were imported before', async () => {
    const [, encounters] = await importAll();
    expect(await within((history) => history.findEncounters(['urn:e1', 'urn:absent']))).toEqual(encounters.ids);
  });
});

describe('two records under one key', () => {
  const other = (name: Partial<ImportedPatient['name']>, birthDate = '1970-05-05') => ({ ...patient, name: { ...patient.name, ...name }, birthDate: birthDate as CalendarDay });

  it.each([
    ['that are alike', other({}), true], ['of which one has a new name', other({ family: 'Married' }), true], ['of which one has a corrected birth date', other({}, '1970-05-06'), true],
    ['written in other letters', other({ family: 'ELSEWHERE' }, '1971-01-01'), true], ['with different names and birth dates', other({ family: 'Married' }, '1970-05-06'), false],
  ])('%s', (_title, record, isSame) => {
    expect(isSamePerson(patient, record)).toBe(isSame);
  });
});
