import { stampsAfter, type Stamps } from './stamps';

const EARLIER = new Date('2026-03-09T16:00:00Z');
const NOW = new Date('2026-03-09T16:30:00Z');
const NONE: Stamps = { arrivedAt: null, roomedAt: null, treatmentStartedAt: null, completedAt: null };
const ALL: Stamps = { arrivedAt: EARLIER, roomedAt: EARLIER, treatmentStartedAt: EARLIER, completedAt: EARLIER };

it.each([
  ['CHECK_IN', 'ARRIVED', { ...NONE, arrivedAt: NOW }], ['ROOM', 'IN_ROOM', { ...NONE, roomedAt: NOW }], ['START', 'IN_TREATMENT', { ...NONE, treatmentStartedAt: NOW }],
  ['COMPLETE', 'COMPLETED', { ...NONE, completedAt: NOW }], ['CONFIRM', 'CONFIRMED', NONE], ['CANCEL', 'CANCELLED', NONE],
] as const)('%s to %s stamps what it reaches', (action, to, expected) => {
  expect(stampsAfter(NONE, { action, to }, NOW)).toEqual(expected);
});

it.each([
  ['BOOKED', NONE], ['ARRIVED', { ...NONE, arrivedAt: EARLIER }], ['IN_ROOM', { ...NONE, arrivedAt: EARLIER, roomedAt: EARLIER }], ['IN_TREATMENT', { ...ALL, completedAt: null }],
] as const)('back to %s takes away what lies behind it', (to, expected) => {
  expect(stampsAfter(ALL, { action: 'REVERT', to }, NOW)).toEqual(expected);
});

it('a cancellation keeps that the patient had arrived', () => {
  expect(stampsAfter({ ...NONE, arrivedAt: EARLIER }, { action: 'CANCEL', to: 'CANCELLED' }, NOW)).toEqual({ ...NONE, arrivedAt: EARLIER });
});
