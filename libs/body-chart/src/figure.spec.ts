import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { BODY_FIGURE, BODY_REGIONS, bodyRegionAt, drawBodyFigure, findBodyRegion, liesInside } from './index';

const { regions, width, height } = BODY_FIGURE;

describe('the figure of the body chart', () => {
  it('shows front, back and both sides, and every part of the body on both sides', () => {
    expect([...new Set(regions.map(({ view }) => view))]).toEqual(['FRONT', 'BACK', 'LEFT', 'RIGHT']);
    expect([...new Set(regions.map(({ bodyRegion }) => bodyRegion))].sort()).toEqual([...BODY_REGIONS].sort());
    for (const side of ['LEFT', 'RIGHT']) expect(new Set(regions.filter((each) => each.side === side).map(({ bodyRegion }) => bodyRegion)).size).toBe(BODY_REGIONS.length);
    expect(new Set(regions.map(({ key }) => key)).size).toBe(regions.length);
  });

  it("shows the patient's left on the right of the front view and on the left of the back view", () => {
    const leftmost = (key: string) => Math.min(...(findBodyRegion(key)?.polygon.filter((_, at) => at % 2 === 0) ?? []));
    expect(leftmost('front-hand-left')).toBeGreaterThan(leftmost('front-hand-right'));
    expect(leftmost('back-hand-left')).toBeLessThan(leftmost('back-hand-right'));
  });

  it('lies inside its drawing', () => {
    expect(regions.flatMap(({ polygon }) => polygon.filter((value, at) => value < 0 || value > (at % 2 === 0 ? width : height)))).toEqual([]);
  });

  it('has no place in two regions', () => {
    fc.assert(fc.property(fc.double({ min: 0, max: width, noNaN: true }), fc.double({ min: 0, max: height, noNaN: true }), (x, y) => {
      expect(regions.filter((region) => liesInside(region, x, y)).map(({ key }) => key).length).toBeLessThanOrEqual(1);
    }), { numRuns: 3_000 });
  });

  it.each([
    [110, 30, 'front-head'], [125, 120, 'front-chest-left'], [95, 120, 'front-chest-right'], [285, 180, 'back-low-back-left'], [315, 180, 'back-low-back-right'], [470, 30, 'left-head'], [570, 474, null], [632, 474, 'right-foot'], [5, 5, null],
  ])('knows what lies at %d, %d', (x, y, key) => { expect(bodyRegionAt(x, y)?.key ?? null).toBe(key); });

  it('is drawn as the file that pages take', () => {
    expect(readFileSync(join(__dirname, '../figure.svg'), 'utf8')).toBe(drawBodyFigure());
  });

  it('draws a mark where it is, and a label that cannot leave its place', () => {
    const svg = drawBodyFigure([{ x: 100, y: 200, intensity: 8, label: '<script>' }]);
    expect(svg).toContain('<circle cx="100" cy="200" r="7"');
    expect(svg).not.toContain('<script>');
  });
});
