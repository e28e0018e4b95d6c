import { DEMO_PEOPLE, SAMPLE_LOCATION_IDS, SAMPLE_PRACTICES, SECOND_DEMO_PEOPLE } from '@spindle/sample-clinic';
import { demoViewer, WordsRefused } from './demo-viewer';

const other = '0193a6f0-0000-7000-8000-00000000ffff';

describe('the viewer of a demo token', () => {
  it('is the role\'s person of the sample practice, for every site', () => {
    expect(demoViewer({ role: 'biller' })).toEqual({ personId: DEMO_PEOPLE.BILLER.id, practiceId: SAMPLE_PRACTICES.spindle.id, roles: ['BILLER'], siteIds: null, practitionerId: null, patientId: null });
  });

  it.each(['front-desk', 'FRONT_DESK', 'front_desk'])('takes the role %s', (role) => { expect(demoViewer({ role }).roles).toEqual(['FRONT_DESK']); });

  it.each(['second', 'prairie', SAMPLE_PRACTICES.second.id])('takes the second practice as %s', (practice) => {
    expect(demoViewer({ role: 'patient', practice })).toMatchObject({ personId: SECOND_DEMO_PEOPLE.PATIENT.id, practiceId: SAMPLE_PRACTICES.second.id });
  });

  it('takes another practice by its id, and sites by name or id', () => {
    expect(demoViewer({ role: 'biller', practice: other, site: ['Broomfield', other] })).toMatchObject({ practiceId: other, siteIds: [SAMPLE_LOCATION_IDS.broomfield, other] });
  });

  it.each([[{}], [{ role: 'root' }], [{ role: 'biller', practice: 'nowhere' }], [{ role: 'biller', site: ['nowhere'] }]])('refuses %j', (words) => {
    expect(() => demoViewer(words)).toThrow(WordsRefused);
  });
});
