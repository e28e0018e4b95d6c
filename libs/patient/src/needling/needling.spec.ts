import fc from 'fast-check';
import { checkEntry, checkPain, needlingCode, standing, summarize, type NeedlingEntry, type NeedlingSite } from './needling';

const ENTRY: NeedlingEntry = {
  muscleKey: 'trapezius-upper', side: 'LEFT', needleDiameterMm: 0.3, needleLengthMm: 40, lot: 'L1', needlesIn: 2, needlesOut: 2,
  isTautBand: true, twitchResponse: 'SEEN', sensation: 'a cramp', isElectricallyStimulated: false,
};
const site = (id: string, otherwise: Partial<NeedlingSite> = {}): NeedlingSite => ({
  ...ENTRY, id, encounterId: 'e', patientId: 'p', practitionerId: 'd', recordedAt: new Date(0), correctsId: null, isWithdrawn: false, ...otherwise,
});

const SENTENCE = expect.stringMatching(/^[A-Z].*\.$/);

describe('the needling of an encounter', () => {
  it.each([
    ['needlesIn', { needlesIn: 0 }], ['needlesIn', { needlesIn: 61 }], ['needlesIn', { needlesIn: 1.5 }], ['needlesOut', { needlesOut: -1 }],
    ['needleDiameterMm', { needleDiameterMm: 3 }], ['needleDiameterMm', { needleDiameterMm: Number.NaN }], ['needleLengthMm', { needleLengthMm: 4 }],
    ['sensation', { sensation: 'x'.repeat(501) }], ['lot', { lot: 'x'.repeat(61) }],
  ])('refuses what cannot be in %s', (field, otherwise) => { expect(checkEntry({ ...ENTRY, ...otherwise })).toEqual({ ok: false, error: { kind: 'InvalidInputError', field, message: SENTENCE } }); });

  it.each([
    ['as little', { needlesIn: 1, needlesOut: 0, needleDiameterMm: 0.1, needleLengthMm: 5 }], ['as much', { needlesIn: 60, needlesOut: 60, needleDiameterMm: 0.5, needleLengthMm: 150 }],
    ['words as long', { lot: 'x'.repeat(60), sensation: 'x'.repeat(500) }], ['nothing where nothing', { lot: null, sensation: null }],
  ])('takes %s as there may be', (_what, otherwise) => { expect(checkEntry({ ...ENTRY, ...otherwise })).toEqual({ ok: true, value: { ...ENTRY, ...otherwise } }); });

  it('takes an empty lot for none, and the patient\'s words without the blanks around them', () => { expect(checkEntry({ ...ENTRY, lot: '  ', sensation: ' a cramp ' })).toEqual({ ok: true, value: { ...ENTRY, lot: null } }); });

  it('counts what stands: a correction instead of what it corrects, and nothing that was withdrawn', () => {
    const sites = [site('a', { needlesOut: 1 }), site('b', { correctsId: 'a', needlesOut: 2 }), site('c', { muscleKey: 'infraspinatus', needlesIn: 3, needlesOut: 3 }), site('d', { correctsId: 'c', muscleKey: 'infraspinatus', isWithdrawn: true })];
    expect(standing(sites).map(({ id }) => id)).toEqual(['b']);
    expect(summarize(sites)).toEqual({ needlesIn: 2, needlesOut: 2, distinctMuscles: 1, isLotRecorded: true });
  });

  it('has a lot only when each of its sites has one', () => {
    expect(summarize([site('a'), site('b', { lot: null })]).isLotRecorded).toBe(false);
    expect(summarize([]).isLotRecorded).toBe(false);
  });

  it.each([[0, null], [1, '20560'], [2, '20560'], [3, '20561'], [9, '20561']])('of %s muscles is billed as %s', (distinctMuscles, code) => { expect(needlingCode({ distinctMuscles })).toBe(code); });

  it('is billed by distinct muscles, however many needles and sides', () => {
    fc.assert(fc.property(fc.array(fc.record({ muscleKey: fc.constantFrom('a', 'b', 'c', 'd'), side: fc.constantFrom('LEFT' as const, 'RIGHT' as const), needlesIn: fc.integer({ min: 1, max: 20 }) }), { maxLength: 20 }), (entries) => {
      const muscles = new Set(entries.map(({ muscleKey }) => muscleKey)).size;
      const code = needlingCode(summarize(entries.map((entry, index) => site(String(index), entry))));
      expect(code).toBe(muscles === 0 ? null : muscles > 2 ? '20561' : '20560');
    }));
  });

  it.each([11, -1, 3.5, Number.NaN])('refuses pain of %s', (score) => { expect(checkPain(score)).toMatchObject({ ok: false, error: { kind: 'PainOutOfRangeError', message: SENTENCE } }); });
  it.each([0, 10])('takes pain of %s', (score) => { expect(checkPain(score)).toEqual({ ok: true, value: score }); });
});
