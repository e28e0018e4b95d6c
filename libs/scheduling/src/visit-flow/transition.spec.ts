import type { CalendarDay } from '@spindle/kernel';
import { APPOINTMENT_STATES, type AppointmentState } from '../appointments/appointment';
import { authorityOf, OCCUPYING_STATES, transition, VISIT_ACTIONS, type Visit, type VisitAction, type VisitFacts } from './transition';

const START = new Date('2026-03-09T16:00:00Z');
const minutes = (count: number): Date => new Date(START.getTime() + count * 60_000);
const DAY = '2026-03-09' as CalendarDay;
const OTHER_DAY = '2026-03-10' as CalendarDay;
const EARLIER_DAY = '2026-03-08' as CalendarDay;

/** Facts under which every condition holds that can hold together: after the grace, long before the notice is moot. */
const FACTS: VisitFacts = {
  now: minutes(20), today: DAY, visitDay: DAY, changedOn: DAY, cancellationNoticeHours: 24, noShowGraceMinutes: 15,
  authority: 'ADMIN', reason: 'a reason', locks: [], roomIsFree: true,
};

function visit(state: AppointmentState, otherwise: Partial<Visit> = {}): Visit {
  return { state, stateBefore: 'CONFIRMED', source: 'RECORDED', startsAt: START, holdExpiresAt: minutes(60), ...otherwise };
}

/** The transitions of the domain, as it lists them: from, action, to. Whatever is not here must be refused. */
const TABLE: readonly (readonly [AppointmentState, VisitAction, AppointmentState])[] = [
  ['HELD', 'BOOK', 'BOOKED'], ['HELD', 'CANCEL', 'CANCELLED'],
  ['BOOKED', 'CONFIRM', 'CONFIRMED'], ['BOOKED', 'CHECK_IN', 'ARRIVED'], ['CONFIRMED', 'CHECK_IN', 'ARRIVED'],
  ['BOOKED', 'CANCEL', 'LATE_CANCELLED'], ['CONFIRMED', 'CANCEL', 'LATE_CANCELLED'],
  ['BOOKED', 'RESCHEDULE', 'RESCHEDULED'], ['CONFIRMED', 'RESCHEDULE', 'RESCHEDULED'],
  ['BOOKED', 'RECORD_NO_SHOW', 'NO_SHOW'], ['CONFIRMED', 'RECORD_NO_SHOW', 'NO_SHOW'],
  ['CONFIRMED', 'REVERT', 'BOOKED'],
  ['CANCELLED', 'REVERT', 'CONFIRMED'], ['LATE_CANCELLED', 'REVERT', 'CONFIRMED'], ['NO_SHOW', 'REVERT', 'CONFIRMED'],
  ['ARRIVED', 'ROOM', 'IN_ROOM'], ['ARRIVED', 'START', 'IN_TREATMENT'], ['ARRIVED', 'CANCEL', 'CANCELLED'], ['ARRIVED', 'REVERT', 'BOOKED'],
  ['IN_ROOM', 'START', 'IN_TREATMENT'], ['IN_ROOM', 'REVERT', 'ARRIVED'],
  ['IN_TREATMENT', 'COMPLETE', 'COMPLETED'], ['IN_TREATMENT', 'REVERT', 'IN_ROOM'],
  ['COMPLETED', 'REVERT', 'IN_TREATMENT'],
  ['NO_SHOW', 'CHECK_IN', 'ARRIVED'],
  ...(['HELD', 'BOOKED', 'CONFIRMED', 'ARRIVED', 'IN_ROOM', 'IN_TREATMENT', 'COMPLETED'] as const).map((from) => [from, 'ENTER_IN_ERROR', 'ENTERED_IN_ERROR'] as const),
];

const EVERY_PAIR = APPOINTMENT_STATES.flatMap((from) => VISIT_ACTIONS.map((action) => [from, action] as const));

describe('with every condition met', () => {
  it.each(EVERY_PAIR)('from %s, %s goes where the table says, or nowhere', (from, action) => {
    const expected = TABLE.find(([state, step]) => state === from && step === action)?.[2];
    const decided = transition(visit(from), action, FACTS);
    expect(decided.ok ? decided.value.to : undefined).toBe(expected);
    if (!decided.ok) expect(decided.error).toMatchObject({ kind: 'TransitionNotAllowedError', state: from, message: expect.stringMatching(/\w/) });
  });

  it.each(EVERY_PAIR)('imported history takes no step: from %s, %s', (from, action) => {
    expect(transition(visit(from, { source: 'IMPORTED' }), action, FACTS).ok).toBe(false);
  });

  it.each(TABLE)('from %s, %s to %s keeps, frees or takes the reserved time', (from, action, to) => {
    const decided = transition(visit(from), action, FACTS);
    const before = OCCUPYING_STATES.has(from);
    const after = OCCUPYING_STATES.has(to);
    expect(decided.ok && decided.value.reservations).toBe(before === after ? 'KEEP' : after ? 'TAKE' : 'RELEASE');
  });
});

/** Which steps each condition stops when it alone is not met. */
const CONDITIONS: readonly { readonly name: string; readonly facts?: Partial<VisitFacts>; readonly visit?: Partial<Visit>; readonly stops: readonly string[] }[] = [
  { name: 'before the grace is over', facts: { now: minutes(15) }, stops: ['BOOKED RECORD_NO_SHOW', 'CONFIRMED RECORD_NO_SHOW'] },
  { name: 'when the last change was on another day', facts: { changedOn: OTHER_DAY }, stops: ['CANCELLED REVERT', 'LATE_CANCELLED REVERT', 'NO_SHOW REVERT', 'ARRIVED REVERT'] },
  { name: 'when the visit is on a later day', facts: { visitDay: OTHER_DAY }, stops: ['BOOKED CHECK_IN', 'CONFIRMED CHECK_IN', 'NO_SHOW CHECK_IN'] },
  { name: 'when the visit was on an earlier day', facts: { visitDay: EARLIER_DAY }, stops: ['NO_SHOW CHECK_IN'] },
  { name: 'without a reason', facts: { reason: null }, stops: ['ARRIVED REVERT', ...TABLE.filter(([, action]) => action === 'ENTER_IN_ERROR').map(([from]) => `${from} ENTER_IN_ERROR`)] },
  { name: 'while the room is taken', facts: { roomIsFree: false }, stops: ['ARRIVED ROOM', 'ARRIVED START', 'IN_ROOM START'] },
  { name: 'for staff', facts: { authority: 'STAFF' }, stops: TABLE.filter(([, action]) => action === 'ENTER_IN_ERROR').map(([from]) => `${from} ENTER_IN_ERROR`) },
  { name: 'for a manager', facts: { authority: 'MANAGER' }, stops: ['IN_TREATMENT ENTER_IN_ERROR', 'COMPLETED ENTER_IN_ERROR'] },
  { name: 'once the treatment is recorded', facts: { locks: ['TREATMENT_RECORDED'] }, stops: ['IN_TREATMENT REVERT'] },
  { name: 'once the note is signed', facts: { locks: ['NOTE_SIGNED'] }, stops: ['COMPLETED REVERT', 'IN_TREATMENT ENTER_IN_ERROR', 'COMPLETED ENTER_IN_ERROR'] },
  { name: 'once a charge is released', facts: { locks: ['CHARGE_RELEASED'] }, stops: ['COMPLETED REVERT'] },
  { name: 'once a claim is submitted', facts: { locks: ['CLAIM_SUBMITTED'] }, stops: ['COMPLETED REVERT', 'IN_TREATMENT ENTER_IN_ERROR', 'COMPLETED ENTER_IN_ERROR'] },
  { name: 'while the fee stands', facts: { locks: ['FEE_POSTED'] }, stops: ['NO_SHOW CHECK_IN'] },
  { name: 'when the state before is not known', visit: { stateBefore: null }, stops: ['CANCELLED REVERT', 'LATE_CANCELLED REVERT', 'NO_SHOW REVERT'] },
  { name: 'when the hold is over', visit: { holdExpiresAt: minutes(20) }, stops: ['HELD BOOK', 'HELD CANCEL'] },
  { name: 'when there was no hold', visit: { holdExpiresAt: null }, stops: ['HELD BOOK', 'HELD CANCEL'] },
];

describe.each(CONDITIONS)('$name', ({ facts, visit: otherwise, stops }) => {
  it.each(TABLE)('from %s, %s', (from, action) => {
    expect(transition(visit(from, otherwise), action, { ...FACTS, ...facts }).ok).toBe(!stops.includes(`${from} ${action}`));
  });
});

describe('a cancellation', () => {
  it.each([
    [-24 * 60 - 1, 'CANCELLED'], [-24 * 60, 'CANCELLED'], [-24 * 60 + 1, 'LATE_CANCELLED'], [-1, 'LATE_CANCELLED'], [60, 'LATE_CANCELLED'],
  ])('%d minutes from the start is %s with a notice of 24 hours', (at, expected) => {
    for (const from of ['BOOKED', 'CONFIRMED'] as const) {
      const decided = transition(visit(from), 'CANCEL', { ...FACTS, now: minutes(at) });
      expect(decided.ok && decided.value.to).toBe(expected);
    }
  });

  it('of a patient who left before care is never late', () => {
    const decided = transition(visit('ARRIVED'), 'CANCEL', { ...FACTS, now: minutes(60) });
    expect(decided.ok && decided.value.to).toBe('CANCELLED');
  });
});

describe('a hold', () => {
  it.each([[-1, false], [0, true], [1, true]])('%d minutes from its expiry can expire: %s', (at, expected) => {
    expect(transition(visit('HELD', { holdExpiresAt: minutes(0) }), 'EXPIRE', { ...FACTS, now: minutes(at) }).ok).toBe(expected);
  });

  it.each(['CANCELLED', 'LATE_CANCELLED', 'NO_SHOW'] as const)('that is over does not come back from %s', (from) => {
    const held = { stateBefore: 'HELD' as const };
    expect(transition(visit(from, { ...held, holdExpiresAt: minutes(21) }), 'REVERT', FACTS)).toMatchObject({ ok: true, value: { to: 'HELD' } });
    expect(transition(visit(from, { ...held, holdExpiresAt: minutes(20) }), 'REVERT', FACTS).ok).toBe(false);
  });
});

it.each([[['PRACTICE_ADMIN'], 'ADMIN'], [['FRONT_DESK', 'PRACTICE_ADMIN'], 'ADMIN'], [['FRONT_DESK'], 'STAFF'], [['BILLER', 'PRACTITIONER'], 'STAFF'], [[], 'STAFF']])('the roles %j give the authority %s', (roles, expected) => {
  expect(authorityOf(roles)).toBe(expected);
});
