import fc from 'fast-check';
import type { CalendarDay } from '@spindle/kernel';
import { dayPartOf, fits, rank, type Candidate, type FreedSlot } from './match';
import { DAY_PARTS, endOffer, PRIORITIES, type OfferAction, type OfferState, type WaitlistEntry } from './waitlist';

const NOW = new Date('2026-03-09T14:00:00Z');
const slot: FreedSlot = {
  practitionerId: 'ruiz', locationId: 'broomfield', roomId: 'room', startsAt: new Date('2026-03-10T16:00:00Z'), endsAt: new Date('2026-03-10T16:30:00Z'), localStart: '2026-03-10T10:00',
};
const entry: WaitlistEntry = {
  id: 'e', version: 1, state: 'WAITING', patientId: 'p', serviceTypeCode: 'FOLLOW_UP', priority: 'NORMAL', waitingSince: NOW, appointmentId: null,
  locationIds: [], practitionerIds: [], weekdays: [], dayParts: [], earliestDay: null, latestDay: null, noticeMinutes: 0,
};
const candidate: Candidate = { entry, durationMinutes: 30, needsRoom: true, visitsThatDay: false, wasOffered: false, hasOpenOffer: false };
const day = (text: string): CalendarDay => text as CalendarDay;

it.each<[string, Partial<WaitlistEntry>, boolean]>([
  ['who wants anything', {}, true],
  ['who wants this site', { locationIds: ['westminster', 'broomfield'] }, true], ['who wants another site', { locationIds: ['westminster'] }, false],
  ['who wants this practitioner', { practitionerIds: ['ruiz'] }, true], ['who wants another practitioner', { practitionerIds: ['okafor'] }, false],
  ['who can on this weekday', { weekdays: ['TUESDAY'] }, true], ['who cannot on this weekday', { weekdays: ['MONDAY'] }, false],
  ['who can in the morning', { dayParts: ['MORNING'] }, true], ['who can in the evening only', { dayParts: ['EVENING'] }, false],
  ['from this day on', { earliestDay: day('2026-03-10') }, true], ['from the next day on', { earliestDay: day('2026-03-11') }, false],
  ['up to this day', { latestDay: day('2026-03-10') }, true], ['up to the day before', { latestDay: day('2026-03-09') }, false],
  ['who must hear a day before', { noticeMinutes: 26 * 60 }, true], ['who must hear longer before', { noticeMinutes: 26 * 60 + 1 }, false],
  ['whose waiting has ended', { state: 'BOOKED' }, false],
])('a slot is offered to one %s: %#', (_name, otherwise, expected) => {
  expect(fits(slot, { ...candidate, entry: { ...entry, ...otherwise } }, NOW)).toBe(expected);
});

it.each<[string, Partial<Candidate>, Partial<FreedSlot>]>([
  ['has a visit on that day', { visitsThatDay: true }, {}], ['said no to it', { wasOffered: true }, {}], ['thinks about another', { hasOpenOffer: true }, {}],
  ['needs more time', { durationMinutes: 31 }, {}], ['needs a room that it has not', {}, { roomId: null }],
])('a slot is not offered to one who %s', (_name, otherwise, rest) => {
  expect(fits({ ...slot, ...rest }, { ...candidate, ...otherwise }, NOW)).toBe(false);
});

it.each([['2026-03-10T11:59', 'MORNING'], ['2026-03-10T12:00', 'AFTERNOON'], ['2026-03-10T16:59', 'AFTERNOON'], ['2026-03-10T17:00', 'EVENING']])('%s is in the %s', (start, part) => {
  expect(dayPartOf(start)).toBe(part);
});

const someCandidate = fc.record({ id: fc.uuid(), priority: fc.constantFrom(...PRIORITIES), waited: fc.nat(3), minutes: fc.constantFrom(15, 20, 30, 45), part: fc.constantFrom(...DAY_PARTS), visits: fc.boolean() })
  .map(({ id, priority, waited, minutes, part, visits }): Candidate => ({ ...candidate, durationMinutes: minutes, visitsThatDay: visits, entry: { ...entry, id, priority, dayParts: [part], waitingSince: new Date(NOW.getTime() - waited * 86_400_000) } }));

it('the order is fair: nobody with less priority, or as much and a shorter wait, comes before another whom the slot suits', () => {
  fc.assert(fc.property(fc.uniqueArray(someCandidate, { selector: ({ entry: { id } }) => id, maxLength: 15 }), (all) => {
    const ranked = rank(slot, all, NOW);
    expect(new Set(ranked)).toEqual(new Set(all.filter((each) => fits(slot, each, NOW))));
    ranked.slice(1).forEach(({ entry: later, durationMinutes }, place) => {
      const earlier = ranked[place];
      if (!earlier) return;
      const by = PRIORITIES.indexOf(earlier.entry.priority) - PRIORITIES.indexOf(later.priority);
      expect(by).toBeLessThanOrEqual(0);
      if (by === 0) expect(earlier.entry.waitingSince.getTime()).toBeLessThanOrEqual(later.waitingSince.getTime());
      if (by === 0 && earlier.entry.waitingSince.getTime() === later.waitingSince.getTime()) expect(earlier.durationMinutes).toBeGreaterThanOrEqual(durationMinutes);
    });
    expect(rank(slot, [...all].reverse(), NOW)).toEqual(ranked);
  }));
});

it('an offer ends once, accepted only while it stands and expired only after', () => {
  const action = fc.record({ action: fc.constantFrom<OfferAction>('ACCEPT', 'DECLINE', 'EXPIRE', 'WITHDRAW'), minute: fc.nat(30) });
  fc.assert(fc.property(fc.array(action, { maxLength: 8 }), (steps) => {
    let state: OfferState = 'OPEN';
    const expiresAt = new Date(NOW.getTime() + 15 * 60_000);
    for (const { action: taken, minute } of steps.toSorted((a, b) => a.minute - b.minute)) {
      const before = state;
      const ended = endOffer({ state, expiresAt }, taken, new Date(NOW.getTime() + minute * 60_000));
      if (ended.ok) state = ended.value;
      expect(ended.ok).toBe(before === 'OPEN' && (taken !== 'ACCEPT' || minute < 15) && (taken !== 'EXPIRE' || minute >= 15));
      if (!ended.ok && before === 'OPEN' && taken === 'ACCEPT') expect(ended.error.state).toBe('EXPIRED');
    }
  }));
});
