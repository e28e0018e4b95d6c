import { err, ok, type CalendarDay, type Result } from '@spindle/kernel';
import type { Appointment, AppointmentState } from '../appointments/appointment';

export const VISIT_ACTIONS = ['BOOK', 'EXPIRE', 'CONFIRM', 'CHECK_IN', 'ROOM', 'START', 'COMPLETE', 'CANCEL', 'RECORD_NO_SHOW', 'RESCHEDULE', 'REVERT', 'ENTER_IN_ERROR'] as const;
export type VisitAction = (typeof VISIT_ACTIONS)[number];

/** What was recorded elsewhere about a visit and keeps a step from being taken. */
export const VISIT_LOCKS = ['TREATMENT_RECORDED', 'NOTE_SIGNED', 'CHARGE_RELEASED', 'CLAIM_SUBMITTED', 'FEE_POSTED'] as const;
export type VisitLock = (typeof VISIT_LOCKS)[number];

/** Whose word a step needs: an administrator's counts as a manager's, a manager's as anybody's. */
export type Authority = 'STAFF' | 'MANAGER' | 'ADMIN';

/** The appointment as the rule sees it. */
export type Visit = Pick<Appointment, 'state' | 'stateBefore' | 'source' | 'startsAt' | 'holdExpiresAt'>;

/** All that the rule needs beside the appointment. Days are those of the site. */
export interface VisitFacts {
  readonly now: Date;
  readonly today: CalendarDay;
  readonly visitDay: CalendarDay;
  /** The day of the appointment's last change. */
  readonly changedOn: CalendarDay;
  readonly cancellationNoticeHours: number;
  readonly noShowGraceMinutes: number;
  readonly authority: Authority;
  readonly reason: string | null;
  readonly locks: readonly VisitLock[];
  /** No other visit is in the room, or the visit has none. */
  readonly roomIsFree: boolean;
}

export interface TransitionNotAllowedError {
  readonly kind: 'TransitionNotAllowedError';
  readonly message: string;
  readonly state: AppointmentState;
}

/** A step that may be taken, and what becomes of the reserved time. */
export interface Transition {
  readonly action: VisitAction;
  readonly from: AppointmentState;
  readonly to: AppointmentState;
  readonly reservations: 'KEEP' | 'RELEASE' | 'TAKE';
}

/** Null when the condition holds; else why it does not. */
type Guard = (visit: Visit, facts: VisitFacts) => string | null;

interface Step {
  readonly to: AppointmentState | ((visit: Visit, facts: VisitFacts) => AppointmentState);
  readonly guards?: readonly Guard[];
}

const unless = (refusal: string, holds: (visit: Visit, facts: VisitFacts) => boolean): Guard => (visit, facts) => (holds(visit, facts) ? null : refusal);
const without = (lock: VisitLock, refusal: string): Guard => unless(refusal, (_visit, { locks }) => !locks.includes(lock));

const holdStands = unless('The time is held no longer.', ({ holdExpiresAt }, { now }) => holdExpiresAt !== null && now < holdExpiresAt);
const holdIsOver = unless('The time is still held.', ({ holdExpiresAt }, { now }) => holdExpiresAt !== null && now >= holdExpiresAt);
const graceIsOver = unless('It is too early: the site\'s grace period after the start is not over.', ({ startsAt }, { now, noShowGraceMinutes }) => now.getTime() > startsAt.getTime() + noShowGraceMinutes * 60_000);
const onVisitDay = unless('A late arrival is recorded on the day of the visit only.', (_visit, { today, visitDay }) => today === visitDay);
const visitDayHasCome = unless('The visit is on a later day: move it to today first.', (_visit, { today, visitDay }) => today >= visitDay);
const changedToday = unless('This can be undone on the same day only.', (_visit, { today, changedOn }) => today === changedOn);
const stateBeforeIsKnown = unless('The state before is not known.', ({ stateBefore }) => stateBefore !== null);
const holdWouldStand = unless('The time was held, and is held no longer.', ({ stateBefore, holdExpiresAt }, { now }) => stateBefore !== 'HELD' || (holdExpiresAt !== null && now < holdExpiresAt));
const withReason = unless('Say why.', (_visit, { reason }) => reason !== null);
const roomIsFree = unless('Another visit is still in this room: complete it, or choose another room.', (_visit, facts) => facts.roomIsFree);
const byManager = unless('Only a manager may do this.', (_visit, { authority }) => authority !== 'STAFF');
const byAdmin = unless('Only an administrator of the practice may do this now.', (_visit, { authority }) => authority === 'ADMIN');
const nothingRecorded = without('TREATMENT_RECORDED', 'Something is recorded about the treatment already.');
const noteUnsigned = without('NOTE_SIGNED', 'The note of this visit is signed.');
const chargesInDraft = without('CHARGE_RELEASED', 'A charge of this visit is beyond draft.');
const noClaim = without('CLAIM_SUBMITTED', 'A claim for this visit is submitted: void it first.');
const noFee = without('FEE_POSTED', 'The fee for the missed visit stands: reverse it first.');

const cancelled = (visit: Visit, { now, cancellationNoticeHours }: VisitFacts): AppointmentState =>
  (now.getTime() > visit.startsAt.getTime() - cancellationNoticeHours * 3_600_000 ? 'LATE_CANCELLED' : 'CANCELLED');
const undone: Step = { to: (visit) => visit.stateBefore ?? visit.state, guards: [changedToday, stateBeforeIsKnown, holdWouldStand] };
const errorBeforeTreatment: Step = { to: 'ENTERED_IN_ERROR', guards: [byManager, withReason] };
const errorAfterTreatment: Step = { to: 'ENTERED_IN_ERROR', guards: [byAdmin, withReason, noteUnsigned, noClaim] };

/** The only transitions there are: action, then the state it starts from. */
const STEPS: Readonly<Record<VisitAction, Partial<Record<AppointmentState, Step>>>> = {
  BOOK: { HELD: { to: 'BOOKED', guards: [holdStands] } },
  EXPIRE: { HELD: { to: 'EXPIRED', guards: [holdIsOver] } },
  CONFIRM: { BOOKED: { to: 'CONFIRMED' } },
  CHECK_IN: { BOOKED: { to: 'ARRIVED', guards: [visitDayHasCome] }, CONFIRMED: { to: 'ARRIVED', guards: [visitDayHasCome] }, NO_SHOW: { to: 'ARRIVED', guards: [onVisitDay, noFee] } },
  ROOM: { ARRIVED: { to: 'IN_ROOM', guards: [roomIsFree] } },
  START: { ARRIVED: { to: 'IN_TREATMENT', guards: [roomIsFree] }, IN_ROOM: { to: 'IN_TREATMENT', guards: [roomIsFree] } },
  COMPLETE: { IN_TREATMENT: { to: 'COMPLETED' } },
  CANCEL: { HELD: { to: 'CANCELLED', guards: [holdStands] }, BOOKED: { to: cancelled }, CONFIRMED: { to: cancelled }, ARRIVED: { to: 'CANCELLED' } },
  RECORD_NO_SHOW: { BOOKED: { to: 'NO_SHOW', guards: [graceIsOver] }, CONFIRMED: { to: 'NO_SHOW', guards: [graceIsOver] } },
  RESCHEDULE: { BOOKED: { to: 'RESCHEDULED' }, CONFIRMED: { to: 'RESCHEDULED' } },
  REVERT: {
    CONFIRMED: { to: 'BOOKED' },
    ARRIVED: { to: 'BOOKED', guards: [changedToday, withReason] },
    IN_ROOM: { to: 'ARRIVED' },
    IN_TREATMENT: { to: 'IN_ROOM', guards: [nothingRecorded] },
    COMPLETED: { to: 'IN_TREATMENT', guards: [noteUnsigned, chargesInDraft, noClaim] },
    CANCELLED: undone, LATE_CANCELLED: undone, NO_SHOW: undone,
  },
  ENTER_IN_ERROR: {
    HELD: errorBeforeTreatment, BOOKED: errorBeforeTreatment, CONFIRMED: errorBeforeTreatment, ARRIVED: errorBeforeTreatment, IN_ROOM: errorBeforeTreatment,
    IN_TREATMENT: errorAfterTreatment, COMPLETED: errorAfterTreatment,
  },
};

/** The states in which an appointment occupies practitioner, room and patient. */
export const OCCUPYING_STATES: ReadonlySet<AppointmentState> = new Set<AppointmentState>(['HELD', 'BOOKED', 'CONFIRMED', 'ARRIVED', 'IN_ROOM', 'IN_TREATMENT', 'COMPLETED']);

/** Decides whether a step may be taken and where it leads. Imported history takes no steps. */
export function transition(visit: Visit, action: VisitAction, facts: VisitFacts): Result<Transition, TransitionNotAllowedError> {
  const step = visit.source === 'RECORDED' ? STEPS[action][visit.state] : undefined;
  const refusal = step ? firstRefusal(step.guards ?? [], visit, facts) : `There is no such step from ${visit.state}.`;
  if (!step || refusal !== null) return err({ kind: 'TransitionNotAllowedError', message: refusal ?? '', state: visit.state });
  const to = typeof step.to === 'function' ? step.to(visit, facts) : step.to;
  return ok({ action, from: visit.state, to, reservations: effectOn(visit.state, to) });
}

function firstRefusal(guards: readonly Guard[], visit: Visit, facts: VisitFacts): string | null {
  for (const guard of guards) {
    const refusal = guard(visit, facts);
    if (refusal !== null) return refusal;
  }
  return null;
}

function effectOn(from: AppointmentState, to: AppointmentState): Transition['reservations'] {
  if (OCCUPYING_STATES.has(from) === OCCUPYING_STATES.has(to)) return 'KEEP';
  return OCCUPYING_STATES.has(to) ? 'TAKE' : 'RELEASE';
}

/** The authority that a person's roles give. */
export function authorityOf(roles: readonly string[]): Authority {
  return roles.includes('PRACTICE_ADMIN') ? 'ADMIN' : 'STAFF';
}
