import fc from 'fast-check';
import { newId } from '@spindle/database';
import { lanesFor, type TakenLanes } from './lanes';
import type { WantedTime } from './occupation';

const at = (minute: number): Date => new Date(Date.UTC(2026, 2, 9) + minute * 60_000);
const wanted = (from: number, to: number, lanes: WantedTime['lanes'] = 'ONE'): WantedTime => ({
  holderId: newId(), isSession: false, resourceId: 'gym', resource: 'ROOM', locationId: 'site', startsAt: at(from), endsAt: at(to), minutesBefore: 0, minutesAfter: 0, lanes, expiresAt: null, travels: false,
});
const taken = (from: number, to: number, lane: number, capacity = 2): TakenLanes => ({ resourceId: 'gym', capacity, startsAt: at(from), endsAt: at(to), firstLane: lane, endLane: lane + 1 });

it.each<[string, WantedTime[], TakenLanes[], (number | null)[]]>([
  ['each a lane of its own', [wanted(0, 30), wanted(0, 30)], [taken(0, 0, 0)], [0, 1]],
  ['lanes that each finds free, though others are for the other', [wanted(0, 30), wanted(15, 45)], [taken(-30, 10, 0)], [1, 0]],
  ['the one that is left, and none', [wanted(0, 30), wanted(0, 30)], [taken(0, 30, 0)], [1, null]],
  ['none beside a visit that takes the whole', [wanted(0, 30, 'ALL'), wanted(15, 45)], [taken(0, 0, 0)], [null, null]],
  ['what comes free in time', [wanted(0, 30), wanted(30, 60)], [taken(0, 30, 0)], [1, 0]],
])('gives %s', (_what, times, others, lanes) => {
  expect(lanesFor(times, others)).toEqual(lanes);
});

it('finds a lane for each of many, in whatever order, where each has more free lanes than others of the change meet it', () => {
  const times = fc.array(fc.record({ from: fc.nat(100), length: fc.integer({ min: 5, max: 40 }) }), { minLength: 1, maxLength: 8 });
  const others = fc.array(fc.record({ from: fc.nat(100), length: fc.integer({ min: 5, max: 40 }), lane: fc.nat(5) }), { maxLength: 6 });
  fc.assert(fc.property(times, others, (wants, haves) => {
    const list = wants.map(({ from, length }) => wanted(from, from + length));
    const known = [taken(0, 0, 0, 6), ...haves.map(({ from, length, lane }) => taken(from, from + length, lane, 6))];
    const meets = (one: { startsAt: Date; endsAt: Date }, other: { startsAt: Date; endsAt: Date }): boolean => one.startsAt < other.endsAt && other.startsAt < one.endsAt;
    const roomy = list.every((time) => 6 - new Set(known.filter((other) => meets(time, other)).map(({ firstLane }) => firstLane)).size > list.filter((other) => other !== time && meets(time, other)).length);
    const lanes = lanesFor(list, known);
    if (roomy) expect(lanes).not.toContain(null);
    list.forEach((time, place) => [...known, ...list.map((other, index) => ({ ...other, firstLane: lanes[index] ?? -1 })).filter((_, index) => index !== place)]
      .forEach((other) => expect(lanes[place] !== null && meets(time, other) && other.firstLane === lanes[place]).toBe(false)));
  }), { numRuns: 300 });
});
