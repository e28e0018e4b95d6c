import { DEMO_PEOPLE, SAMPLE_LOCATION_IDS, SAMPLE_PRACTICES, SECOND_DEMO_PEOPLE } from '@spindle/sample-clinic';
import { tokenRequest, WordsRefused } from './token-request';

const other = '0193a6f0-0000-7000-8000-00000000ffff';

describe('whom a token is for', () => {
  it('is the role\'s person of the sample practice, for every site', () => {
    expect(tokenRequest({ role: 'biller' })).toEqual({ subject: DEMO_PEOPLE.BILLER.id, practiceId: SAMPLE_PRACTICES.spindle.id, roles: ['BILLER'], siteIds: null });
  });

  it.each(['front-desk', 'FRONT_DESK', 'front_desk'])('takes the role %s', (role) => { expect(tokenRequest({ role }).roles).toEqual(['FRONT_DESK']); });

  it.each(['second', 'prairie', SAMPLE_PRACTICES.second.id])('takes the second practice as %s', (practice) => {
    expect(tokenRequest({ role: 'patient', practice })).toMatchObject({ subject: SECOND_DEMO_PEOPLE.PATIENT.id, practiceId: SAMPLE_PRACTICES.second.id });
  });

  it('takes sites by name or id, and a program by its name', () => {
    expect(tokenRequest({ role: 'service', site: ['Broomfield', other] })).toMatchObject({ subject: 'interface-engine-spindle', siteIds: [SAMPLE_LOCATION_IDS.broomfield, other] });
  });

  it.each([[{}], [{ role: 'root' }], [{ role: 'public' }], [{ role: 'biller', practice: 'nowhere' }], [{ role: 'biller', practice: other }], [{ role: 'biller', site: ['nowhere'] }]])('refuses %j', (words) => {
    expect(() => tokenRequest(words)).toThrow(WordsRefused);
  });
});
