import fc from 'fast-check';
import { fullStretches, isFree, nearestFreeStarts, type ResourceLoad, type Stretch } from './slot';

const stretch = (startsAt: number, endsAt: number): Stretch => ({ startsAt, endsAt });

describe('a resource is full', () => {
  it.each<[string, ResourceLoad, Stretch[]]>([
    ['never without reservations', { capacity: 1, reservations: [] }, []],
    ['while its one place is taken', { capacity: 1, reservations: [stretch(10, 20), stretch(30, 40)] }, [stretch(10, 20), stretch(30, 40)]],
    ['back to back', { capacity: 1, reservations: [stretch(10, 20), stretch(20, 30)] }, [stretch(10, 20), stretch(20, 30)]],
    ['only where both of its places are taken', { capacity: 2, reservations: [stretch(10, 30), stretch(20, 40)] }, [stretch(20, 30)]],
    ['not while one of two places is free', { capacity: 2, reservations: [stretch(10, 20), stretch(20, 30)] }, []],
  ])('%s', (_name, load, expected) => {
    expect(fullStretches(load)).toEqual(expected);
  });
});

const loads = fc.array(fc.record({
  capacity: fc.integer({ min: 1, max: 3 }),
  reservations: fc.array(fc.tuple(fc.integer({ min: 0, max: 90 }), fc.integer({ min: 1, max: 20 })).map(([start, length]) => stretch(start, start + length)), { maxLength: 8 }),
}), { maxLength: 3 });

/** Whether a place of every resource is free throughout, asked minute by minute. */
function fits(start: number, length: number, all: readonly ResourceLoad[]): boolean {
  return all.every(({ capacity, reservations }) => Array.from({ length }, (_none, offset) => start + offset)
    .every((minute) => reservations.filter(({ startsAt, endsAt }) => startsAt <= minute && minute < endsAt).length < capacity));
}

it('a resource is free for a stretch if a place of it is free throughout', () => {
  fc.assert(fc.property(loads, fc.integer({ min: 0, max: 90 }), fc.integer({ min: 1, max: 15 }), (all, from, length) => {
    for (const load of all) expect(isFree(load, stretch(from, from + length))).toBe(fits(from, length, [load]));
  }), { numRuns: 300 });
});

it('offers free starts only, the nearest first, and misses no nearer one', () => {
  fc.assert(fc.property(loads, fc.integer({ min: 0, max: 85 }), fc.integer({ min: 1, max: 15 }), (all, from, length) => {
    const starts = nearestFreeStarts({ wanted: stretch(from, from + length), within: stretch(0, 100), loads: all });
    const free = Array.from({ length: 101 - length }, (_none, start) => start).filter((start) => fits(start, length, all));
    expect(starts.every((start) => free.includes(start))).toBe(true);
    const nearest = free.toSorted((a, b) => Math.abs(a - from) - Math.abs(b - from) || a - b)[0];
    expect(starts[0]).toBe(nearest);
  }), { numRuns: 500 });
});

it('keeps within the day and names four at most', () => {
  const reservations = Array.from({ length: 10 }, (_none, index) => stretch(index * 10, index * 10 + 5));
  expect(nearestFreeStarts({ wanted: stretch(50, 55), within: stretch(45, 70), loads: [{ capacity: 1, reservations }] })).toEqual([45, 55, 65]);
  expect(nearestFreeStarts({ wanted: stretch(50, 55), within: stretch(0, 100), loads: [{ capacity: 1, reservations }] })).toHaveLength(4);
});
