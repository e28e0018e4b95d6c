import { servicesCalled } from './service-name';

const NEEDLING = { name: 'Dry needle therapy', aliases: ['Trigger point dry needling', 'TDN', 'Intramuscular stimulation', 'IMS'] };
const SERVICES = [NEEDLING, { name: 'Physical therapy', aliases: ['PT', 'Therapeutic exercise'] }, { name: 'Physical therapy evaluation', aliases: ['PT first visit'] }, { name: 'Fisioterapia básica', aliases: [] }];
const named = (text: string) => servicesCalled(SERVICES, text).map(({ name }) => name);

it.each([NEEDLING.name, ...NEEDLING.aliases, 'tdn', 'trigger point', 'Trigger-Point', 'dry needling', 'needling, dry', 'intramuscular', 'needle'])('finds the needling alone by "%s"', (text) => {
  expect(named(text)).toEqual([NEEDLING.name]);
});

it.each(['massage', 'trigger therapy', 'TDNX', 'point of sale'])('finds nothing by "%s": the words are of no one name', (text) => { expect(named(text)).toEqual([]); });

it('takes a whole name for the service that has it, and the beginning of one for all that begin so', () => {
  expect(named('PT')).toEqual(['Physical therapy']);
  expect(named('physical')).toEqual(['Physical therapy', 'Physical therapy evaluation']);
});

it('takes a name as it is written, with accents or without', () => { expect([named('basica'), named('Básica')]).toEqual([['Fisioterapia básica'], ['Fisioterapia básica']]); });
