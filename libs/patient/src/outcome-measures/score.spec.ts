import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { loadCatalogue } from '../catalogue';
import type { OutcomeMeasure } from './outcome-measure';
import { judgeChange, score } from './score';

const { measures } = loadCatalogue({ clinicFolder: null });

function measure(code: string): OutcomeMeasure {
  const found = measures.find(code);
  if (!found) throw new Error(`There is no ${code}.`);
  return found;
}

const answers = (...values: (number | null)[]) => new Map(values.flatMap((value, at) => (value === null ? [] : [[at + 1, value] as const])));

describe('the score of an outcome measure', () => {
  it.each([
    ['NDI', [2, 2, 2, 2, 2, 2, 1, 1, 1, 1], { value: 32, points: 16, possible: 50 }],
    ['NDI', [2, 2, 2, 2, 2, 2, 2, 1, 1, null], { value: 35.6, points: 16, possible: 45 }],
    ['ODI', [5, 5, 5, 5, 5, 5, 5, 5, 5, 5], { value: 100, points: 50, possible: 50 }],
    ['LEFS', Array.from({ length: 20 }, () => 4), { value: 80, points: 80, possible: 80 }],
    ['PSFS', [3, 4, 6, null, null], { value: 4.3, points: 13, possible: 30 }],
    ['NPRS', [7], { value: 7, points: 7, possible: 10 }],
  ])('%s of %j', (code, given, expected) => { expect(score(measure(code), answers(...given))).toMatchObject({ ok: true, value: expected }); });

  it.each([
    ['NPRS', [11], { kind: 'AnswerOutOfRangeError', message: 'Item 1 takes a whole number from 0 to 10.', item: 1, least: 0, most: 10 }],
    ['NPRS', [-1], { kind: 'AnswerOutOfRangeError' }],
    ['NPRS', [2.5], { kind: 'AnswerOutOfRangeError' }],
    ['NPRS', [3, 4], { kind: 'UnknownItemError', message: expect.stringContaining('no item 2: its items are 1 to 1.'), item: 2 }],
    ['NDI', [1, 1, 1, 1, 1, 1, 1, null, null, null], { kind: 'AnswersMissingError', message: expect.stringMatching(/can be scored with at most 2 unanswered\. Ask for item 8, 9, 10\.$/), items: [8, 9, 10] }],
    ['LEFS', [4], { kind: 'AnswersMissingError', message: expect.stringMatching(/needs an answer to every item\. Ask for item 2, 3, /) }],
  ])('%s of %j is refused', (code, given, error) => { expect(score(measure(code), answers(...given))).toMatchObject({ ok: false, error }); });

  it('stays within the scale, grows with every answer, and does not depend on the order', () => {
    const ndi = measure('NDI');
    fc.assert(fc.property(fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 10, maxLength: 10 }), fc.integer({ min: 0, max: 9 }), (given, at) => {
      const one = score(ndi, answers(...given));
      const other = score(ndi, new Map([...answers(...given)].reverse()));
      const worse = score(ndi, answers(...given.map((value, index) => (index === at ? Math.min(5, value + 1) : value))));
      if (!one.ok || !worse.ok) throw new Error('These answers can be scored.');
      expect(other).toEqual(one);
      expect(one.value.value).toBeGreaterThanOrEqual(0);
      expect(one.value.value).toBeLessThanOrEqual(100);
      expect(worse.value.value).toBeGreaterThanOrEqual(one.value.value);
    }));
  });
});

describe('a change', () => {
  it('is better downwards for the neck and upwards for the leg, and is judged against each threshold', () => {
    const neck = judgeChange(measure('NDI'), 40, 24);
    expect(neck.improvement).toBe(16);
    expect(neck.judgements.map(({ kind, value, verdict }) => [kind, value, verdict])).toEqual([['MCID', 15, 'IMPROVED'], ['MDC', 20.4, 'BELOW_THRESHOLD'], ['MCID', 14, 'IMPROVED'], ['MCID', 19, 'BELOW_THRESHOLD']]);
    expect(judgeChange(measure('LEFS'), 50, 59).judgements.map(({ verdict }) => verdict)).toEqual(['IMPROVED', 'IMPROVED']);
    expect(judgeChange(measure('LEFS'), 59, 50).judgements.map(({ verdict }) => verdict)).toEqual(['WORSENED', 'WORSENED']);
  });
});

describe('a clinic\'s own files', () => {
  let folder: string;
  beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'spindle-catalogue-')); mkdirSync(join(folder, 'instruments')); mkdirSync(join(folder, 'wording')); });
  afterEach(() => rmSync(folder, { recursive: true }));

  const wrist = {
    code: 'WRIST-3', version: 1, name: 'Wrist in three questions', scoring: 'SUM', missing: { rule: 'PRORATE', most: 1 }, direction: 'LOWER_IS_BETTER', wording: 'OURS', licence: 'Ours.', source: 'Made up.', confirmedBy: null,
    items: [1, 2, 3].map((number) => ({ number, least: 0, most: 4, text: `Question ${number}?` })), thresholds: [{ kind: 'MCID', value: 2, population: 'Wrists', source: 'Made up.' }],
  };
  const load = (instrument: object, wording?: object) => {
    writeFileSync(join(folder, 'instruments', 'wrist.json'), JSON.stringify(instrument));
    if (wording) writeFileSync(join(folder, 'wording', 'ndi.json'), JSON.stringify(wording));
    return loadCatalogue({ clinicFolder: folder }).measures;
  };

  it('may add up the answers as they are, where nothing is made up for what is missing', () => {
    const added = load({ ...wrist, missing: { rule: 'ALL_REQUIRED', most: 0 } }).find('WRIST-3');
    expect(added && score(added, answers(1, 2, 4))).toMatchObject({ ok: true, value: { value: 7, points: 7, possible: 12 } });
  });

  it('add an instrument without a line of code', () => {
    const added = load(wrist).find('WRIST-3');
    if (!added) throw new Error('It was not added.');
    expect(score(added, answers(1, 2, null))).toMatchObject({ ok: true, value: { value: 4.5, points: 3 } });
    expect(judgeChange(added, 8, 6).judgements).toMatchObject([{ verdict: 'IMPROVED' }]);
  });

  it('give the wording that is owned by others', () => {
    const items = Array.from({ length: 10 }, (_, at) => ({ number: at + 1, text: `As printed ${at + 1}` }));
    expect(measure('NDI').items.every(({ text }) => text === null)).toBe(true);
    expect(load(wrist, { code: 'NDI', items }).find('NDI')?.items[9]?.text).toBe('As printed 10');
  });

  it.each([
    ['an unknown field', { ...wrist, colour: 'blue' }, 'wrist.json: `colour` is unknown here.'],
    ['an unknown scoring', { ...wrist, scoring: 'MEDIAN' }, 'wrist.json: `scoring` must be one of SUM, PERCENT_OF_POSSIBLE, MEAN.'],
    ['a sum that leaves items out', { ...wrist, missing: { rule: 'LEAVE_OUT', most: 1 } }, 'a sum cannot leave items out'],
    ['items out of order', { ...wrist, items: [...wrist.items].reverse() }, 'the items must be numbered 1, 2, 3'],
    ['a threshold without a source', { ...wrist, thresholds: [{ kind: 'MCID', value: 2, population: 'Wrists' }] }, '`source` must be a text'],
    ['a code that is taken', { ...wrist, code: 'NDI' }, 'another file defines NDI already'],
  ])('with %s keep the clinic from starting, in a sentence', (_what, instrument, sentence) => { expect(() => load(instrument)).toThrow(sentence); });
});
