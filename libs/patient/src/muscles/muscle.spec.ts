import { loadCatalogue } from '../catalogue';
import { BODY_REGIONS } from '../reference-data/body-region';
import { foldText } from '../search/fold-text';
import { MuscleCatalogue, readMuscles, sidesFlaw } from './muscle';

const { muscles } = loadCatalogue({ clinicFolder: null });
const count = <Key extends string>(keyOf: (muscle: (typeof muscles.all)[number]) => Key) => Object.fromEntries([...Map.groupBy(muscles.all, keyOf)].map(([key, each]) => [key, each.length]));

describe('the catalogue of muscles', () => {
  it('holds every muscle that needling courses teach, in every region, paired but for those of the middle', () => {
    expect(count(({ region }) => region)).toEqual({
      HEAD: 6, JAW: 7, NECK: 19, SHOULDER: 8, CHEST: 7, ABDOMEN: 4, UPPER_BACK: 13, LOW_BACK: 5, UPPER_ARM: 4, ELBOW: 2, FOREARM: 18, HAND: 9, HIP: 12, THIGH: 14, KNEE: 2, LOWER_LEG: 12, FOOT: 10,
    });
    expect(Object.keys(count(({ region }) => region)).sort()).toEqual([...BODY_REGIONS].sort());
    expect(count(({ sides }) => sides)).toEqual({ PAIRED: 150, MIDLINE: 2 });
    expect(muscles.all.every(({ nerve, nerveRoots, sources }) => nerve !== '' && nerveRoots.length > 0 && sources.length > 0)).toBe(true);
  });

  it('flags every muscle over the lungs, and none of head, arms or legs', () => {
    expect(count(({ thoracicRisk }) => String(thoracicRisk))).toEqual({ true: 36, false: 116 });
    for (const region of ['CHEST', 'UPPER_BACK'] as const) expect(muscles.all.filter((each) => each.region === region && !each.thoracicRisk)).toEqual([]);
    for (const region of ['HEAD', 'JAW', 'UPPER_ARM', 'ELBOW', 'FOREARM', 'HAND', 'HIP', 'THIGH', 'KNEE', 'LOWER_LEG', 'FOOT'] as const) {
      expect(muscles.all.filter((each) => each.region === region && each.thoracicRisk)).toEqual([]);
    }
  });

  it.each([
    ['QL', 'quadratus-lumborum'], ['scm', 'sternocleidomastoid'], ['Glute Med.', 'gluteus-medius'], ['TFL', 'tensor-fasciae-latae'], ['ECRB', 'extensor-carpi-radialis-brevis'],
    ['upper trap', 'trapezius-upper'], ['lev. scap', 'levator-scapulae'], ['PERONEUS LONGUS', 'fibularis-longus'], ['Bóxers muscle', 'serratus-anterior'], ['piriformis', 'piriformis'],
  ])('knows "%s" as %s', (said, key) => { expect(muscles.findByName(said)?.key).toBe(key); });

  it('means one muscle by each name a clinician uses, whatever accents, case and punctuation', () => {
    const names = muscles.all.flatMap(({ key, name, synonyms }) => [...new Set([name, ...synonyms].map(foldText))].map((each) => [each, key] as const));
    expect(names.filter(([name, key]) => names.some(([other, owner]) => other === name && owner !== key))).toEqual([]);
    for (const [name, key] of names) expect(muscles.findByName(name)?.key).toBe(key);
  });

  it('says which side a record may name', () => {
    const [masseter, orbicularis] = [muscles.find('masseter'), muscles.find('orbicularis-oris')];
    if (!masseter || !orbicularis) throw new Error('The catalogue lacks them.');
    expect([sidesFlaw(masseter, 'LEFT'), sidesFlaw(orbicularis, 'MIDLINE')]).toEqual([null, null]);
    expect(sidesFlaw(masseter, 'MIDLINE')).toContain('left or right');
    expect(sidesFlaw(orbicularis, 'RIGHT')).toContain('no sides');
  });
});

describe('a table of muscles that is not sound', () => {
  const heading = 'key\tname\tsynonyms\tregion\tside\tnerve\troots\tthoracic_risk\tsources';
  const row = 'soleus\tSoleus\t\tLOWER_LEG\tPAIRED\tTibial nerve\tS1;S2\tno\tBOOK';
  const flawsOf = (...lines: string[]) => {
    const flaws: string[] = [];
    expect(readMuscles({ name: 'muscles.tsv', text: lines.join('\n') }, new Map([['BOOK', 'A book.']]), flaws)).toBeInstanceOf(MuscleCatalogue);
    return flaws;
  };

  it('is not this one', () => { expect(flawsOf(heading, row)).toEqual([]); });
  it.each([
    ['other columns', ['key\tname', row], 'must name the columns'],
    ['a missing cell', [heading, row.replace('\tno', '')], 'line 2: there are 8 cells instead of 9'],
    ['an unknown region', [heading, row.replace('LOWER_LEG', 'CALF')], 'the region CALF is unknown'],
    ['a root that is none', [heading, row.replace('S1', 'S9')], 'the roots must be such as'],
    ['a source that is none', [heading, row.replace('BOOK', 'PAPER')], 'sources.json'],
    ['a key twice', [heading, row, row.replace('Soleus', 'Other')], 'the key soleus is there twice'],
    ['a name of two', [heading, row, row.replace('soleus', 'other')], '"soleus" means soleus and other'],
  ])('for %s', (_what, lines, said) => { expect(flawsOf(...lines).join()).toContain(said); });
});
