import { parseId } from '@spindle/kernel';
import { Random } from './random';
import { timeOrderedId } from './time-ordered-id';

const draw = (random: Random): number[] => Array.from({ length: 1_000 }, () => random.bits());

describe('chance', () => {
  it('repeats for the same seed and label, and differs for others', () => {
    const first = draw(new Random(1, 'visits'));
    expect(draw(new Random(1, 'visits'))).toEqual(first);
    expect(draw(new Random(2, 'visits'))).not.toEqual(first);
    expect(draw(new Random(1, 'claims'))).not.toEqual(first);
  });

  it('spreads evenly, ends included', () => {
    const random = new Random(3, 'dice');
    const counts = new Map<number, number>();
    for (let roll = 0; roll < 60_000; roll += 1) {
      const face = random.between(1, 6);
      counts.set(face, (counts.get(face) ?? 0) + 1);
    }
    expect([...counts.keys()].sort()).toEqual([1, 2, 3, 4, 5, 6]);
    for (const count of counts.values()) expect(Math.abs(count - 10_000)).toBeLessThan(500);
  });

  it('follows weights, and never gives what weighs nothing', () => {
    const random = new Random(4, 'weights');
    const given = Array.from({ length: 10_000 }, () => random.weighted([[3, 'often'], [1, 'rarely'], [0, 'never']]));
    expect(Math.abs(given.filter((value) => value === 'often').length - 7_500)).toBeLessThan(300);
    expect(given).not.toContain('never');
  });
});

describe('an identifier', () => {
  it('is a UUID of version 7 that carries its instant', () => {
    const instant = Date.parse('2026-11-23T17:10:00.123Z');
    const id = timeOrderedId(instant, new Random(5, 'ids'));
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(parseId(id)).toBe(id);
    expect(parseInt(id.slice(0, 8) + id.slice(9, 13), 16)).toBe(instant);
  });

  it('is never given twice', () => {
    const random = new Random(6, 'ids');
    expect(new Set(Array.from({ length: 100_000 }, () => timeOrderedId(0, random))).size).toBe(100_000);
  });
});
