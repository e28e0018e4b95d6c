import type { CalendarDay } from '@spindle/kernel';
import { loadCatalogue } from '../catalogue';
import { readDiagnosisCodes } from './diagnosis-code';

const { conditions, measures, questionSets } = loadCatalogue({ clinicFolder: null });
const day = (text: string) => text as CalendarDay;
const check = (code: string, on: string) => conditions.codes.check(code, day(on));

describe('the conditions that the clinic treats', () => {
  it.each([
    ['Neck pain', 'M54.2'], ['back pain', 'M54.59'], ['shoulder pain', 'M25.511'], ['tennis elbow', 'M77.11'], ["golfer's elbow", 'M77.02'], ['hip pain', 'M25.551'], ['knee pain', 'M25.562'],
    ['tendonitis', 'M76.61'], ['plantar fasciitis', 'M72.2'], ['headaches', 'G44.86'], ['sciatica', 'M54.31'], ['sprains', 'S93.401A'], ['strains', 'S39.012D'],
    ['arthritis', 'M17.11'], ['nerve irritation', 'G56.01'], ['TMJ', 'M26.623'], ['dental pain', 'K08.89'],
  ])('are found by "%s", with %s among its codes, a measure and a red flag', (said, code) => {
    const found = conditions.search({ text: said, region: null });
    const holder = found.find(({ key }) => conditions.codes.billableOf(key, day('2026-03-09')).some((each) => each.code === code));
    expect(holder?.regions.length).toBeGreaterThan(0);
    expect(holder?.measures.map((each) => measures.find(each)?.name).every((name) => name !== undefined)).toBe(true);
    expect(questionSets.on('RED_FLAGS', day('2026-03-09'))?.questions.map(({ key }) => key)).toEqual(expect.arrayContaining([...(holder?.redFlags ?? ['none'])]));
  });

  it('are each found alone by any of their names', () => {
    for (const { key, name, synonyms } of conditions.all) {
      for (const text of [name, ...synonyms, name.toUpperCase()]) expect([text, conditions.search({ text, region: null }).map((found) => found.key)]).toEqual([text, [key]]);
    }
  });

  it('are twelve', () => { expect(conditions.all).toHaveLength(12); });
});

describe('a diagnosis code on a day', () => {
  it.each([
    ['M54.5', '2021-09-30'], ['M54.50', '2021-10-01'], ['R51', '2020-09-30'], ['R51.9', '2020-10-01'], ['m54.2 ', '2026-03-09'], ['S16.1XXA', '2026-03-09'], ['M79.1', '2018-09-30'],
  ])('%s is billable on %s', (code, on) => { expect(check(code, on)).toMatchObject({ ok: true, value: { code: code.trim().toUpperCase() } }); });

  it.each([
    ['M54.5', '2021-10-01', { kind: 'DiagnosisRetiredError', retiredAfter: '2021-09-30', successors: ['M54.50', 'M54.51', 'M54.59'], message: expect.stringContaining('M54.50') }],
    ['R51', '2020-10-01', { kind: 'DiagnosisRetiredError', retiredAfter: '2020-09-30', successors: ['R51.0', 'R51.9'] }],
    ['M79.1', '2026-03-09', { kind: 'DiagnosisRetiredError', successors: ['M79.10', 'M79.11', 'M79.12', 'M79.18'] }],
    ['M26.60', '2026-03-09', { kind: 'DiagnosisRetiredError', successors: ['M26.601', 'M26.602', 'M26.603', 'M26.609'] }],
    ['S16.1XX', '2026-03-09', { kind: 'DiagnosisNotBillableError', successors: ['S16.1XXA', 'S16.1XXD', 'S16.1XXS'], message: expect.stringContaining('S16.1XXA') }],
    ['M77.1', '2026-03-09', { kind: 'DiagnosisNotBillableError', successors: ['M77.10', 'M77.11', 'M77.12'] }],
    ['M54.50', '2021-09-30', { kind: 'DiagnosisNotYetValidError', validFrom: '2021-10-01' }],
    ['724.2', '2026-03-09', { kind: 'DiagnosisCodeUnknownError' }],
    ['721.5', '2026-03-09', { kind: 'DiagnosisCodeUnknownError' }],
    ['M99.99', '2026-03-09', { kind: 'DiagnosisCodeUnknownError' }],
  ])('%s is refused on %s', (code, on, error) => { expect(check(code, on)).toMatchObject({ ok: false, error: { code, ...error } }); });

  it('is named as a successor only where it is billable itself on the day after', () => {
    for (const { code, validThrough, successors } of conditions.codes.all) {
      if (validThrough === null) continue;
      const next = new Date(Date.parse(validThrough) + 86_400_000).toISOString().slice(0, 10);
      expect([code, successors.map((each) => check(each, next).ok)]).toEqual([code, successors.map(() => true)]);
    }
  });
});

describe('a table of codes that is not sound', () => {
  const heading = 'code\ttext\tbillable\tvalid_from\tvalid_through\tsuccessors\tconditions';
  it.each([
    ['a code that is none', 'X\tText\tyes\t2015-10-01\t\t\tneck', 'the code must be such as'],
    ['a day that does not exist', 'M54.2\tText\tyes\t2015-02-30\t\t\tneck', 'the days must be such as'],
    ['a successor that is not there', 'M54.2\tText\tyes\t2015-10-01\t2020-09-30\tM54.9\tneck', 'names the successor M54.9'],
    ['two rows on one day', 'M54.2\tText\tyes\t2015-10-01\t\t\tneck\nM54.2\tText\tyes\t2020-10-01\t\t\tneck', 'twice on one day'],
  ])('for %s', (_what, row, said) => {
    const flaws: string[] = [];
    readDiagnosisCodes({ name: 'icd-10-cm.tsv', text: `${heading}\n${row}` }, flaws);
    expect(flaws.join()).toContain(said);
  });
});
