import fc from 'fast-check';
import { amaUnits, medicareUnits, unitsOf } from './timed-units';

/** The examples of the Medicare manual and of the AMA's rule. */
const TABLE: readonly (readonly [readonly number[], number, number])[] = [
  [[7], 0, 0], [[8], 1, 1], [[22], 1, 1], [[23], 2, 2], [[24, 23], 3, 4], [[20, 20], 3, 2], [[33, 7], 3, 2], [[18, 13, 10, 8], 3, 4], [[7, 7], 1, 0], [[5, 5, 5], 1, 0],
];
const CODES = ['97110', '97112', '97140', '97530'];
const lines = (minutes: readonly number[]) => minutes.map((each, index) => ({ code: CODES[index] ?? '', minutes: each }));

describe('units of timed codes', () => {
  it.each(TABLE)('of %j minutes are %s for Medicare and %s by the rule of eights', (minutes, medicare, ama) => {
    expect([medicareUnits(lines(minutes)).units, amaUnits(lines(minutes)).units]).toEqual([medicare, ama]);
  });

  it.each([[8, 1], [22, 1], [23, 2], [37, 2], [38, 3], [52, 3], [53, 4], [67, 4], [68, 5], [82, 5], [83, 6], [97, 6], [98, 7], [112, 7], [113, 8], [127, 8]])('of %s minutes together are %s', (minutes, units) => { expect(unitsOf(minutes)).toBe(units); });

  it('go where the rests are largest: 33 minutes and 7 are two units and one', () => {
    expect(medicareUnits([{ code: '97110', minutes: 33 }, { code: '97140', minutes: 7 }]).byCode).toEqual([{ code: '97110', units: 2 }, { code: '97140', units: 1 }]);
    expect(medicareUnits([{ code: '97112', minutes: 24 }, { code: '97110', minutes: 23 }]).byCode).toEqual([{ code: '97110', units: 1 }, { code: '97112', units: 2 }]);
  });

  it('add up the minutes of all codes, and of one code that is named twice', () => {
    const given = [...lines([20, 8]), { code: '97110', minutes: 5 }];
    expect(amaUnits(given)).toEqual({ minutes: 33, units: 3, byCode: [{ code: '97110', units: 2 }, { code: '97112', units: 1 }] });
    expect(medicareUnits(given)).toMatchObject({ minutes: 33, units: 2 });
  });

  it('go to the most minutes where the rests are the same: 20 minutes and 35 leave five each', () => {
    for (const given of [lines([20, 35]), lines([35, 20])]) expect(medicareUnits(given).byCode.map(({ units }) => units)).toEqual(given.map(({ minutes }) => (minutes === 35 ? 3 : 1)));
  });

  it('are none for less than eight minutes, and never less than none', () => { expect(Array.from({ length: 8 }, (_, minutes) => unitsOf(minutes))).toEqual(Array(8).fill(0)); });

  const arbitrary = fc.array(fc.record({ code: fc.constantFrom(...CODES), minutes: fc.integer({ min: 0, max: 60 }) }), { maxLength: 6 });

  it('are all given out, never more, and do not depend on the order of the lines', () => {
    fc.assert(fc.property(arbitrary, fc.integer(), (given, seed) => {
      const { units, byCode } = medicareUnits(given);
      expect(byCode.reduce((sum, line) => sum + line.units, 0)).toBe(units);
      const turned = [...given].sort((one, other) => ((one.minutes * seed) % 7) - ((other.minutes * seed) % 7));
      expect(medicareUnits(turned)).toEqual(medicareUnits(given));
    }));
  });

  it('never fall when a minute is added', () => {
    fc.assert(fc.property(arbitrary, fc.constantFrom(...CODES), (given, code) => {
      expect(medicareUnits([...given, { code, minutes: 1 }]).units).toBeGreaterThanOrEqual(medicareUnits(given).units);
    }));
  });
});
