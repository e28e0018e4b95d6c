import type { CalendarDay } from '@spindle/kernel';
import { PatientClinic, NOW } from '../testing/patient-clinic';
import { ImportedHistoryService, type ImportedCondition, type ImportedEncounter, type ImportedPatient } from '../subgraph';

const patient: ImportedPatient = {
  sourceKey: 'urn:one', name: { given: ['Zoë'], family: 'Elsewhere', preferred: null }, birthDate: '1970-05-05' as CalendarDay, sex: 'FEMALE', language: null, address: null,
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

  async function importAll() {
    const history = new ImportedHistoryService(clinic.database.session(clinic.viewer()), { now: () => NOW });
    return [await history.importPatients([patient, patient]), await history.importEncounters([encounter]), await history.importConditions([condition, { ...condition, sourceKey: 'urn:c2', onset: null }])] as const;
  }

  it('keeps what came from elsewhere as such, with the practitioner and place as text', async () => {
    const [patients] = await importAll();
    const { data } = await clinic.ask<{ patient: object }>(`query ($id: ID!) { patient(id: $id) { source recordNumber name { full }
      encounters { edges { node { source practitioner { id } practitionerName practitionerIdentifier practitionerIdentifierValid placeName description appointment { id } } } }
      conditions { edges { node { source onset clinicalStatus code { system code text } } } } } }`, { id: patients.ids.get('urn:one') });
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
});
