import { err, ok, type CalendarDay, type Id, type Result } from '@spindle/kernel';
import type { Weekday } from '../series/occurrence';

export const PRIORITIES = ['URGENT', 'HIGH', 'NORMAL'] as const;
export type WaitlistPriority = (typeof PRIORITIES)[number];
export const DAY_PARTS = ['MORNING', 'AFTERNOON', 'EVENING'] as const;
export type DayPart = (typeof DAY_PARTS)[number];
export type EntryState = 'WAITING' | 'BOOKED' | 'WITHDRAWN';
export type OfferState = 'OPEN' | 'ACCEPTED' | 'DECLINED' | 'EXPIRED' | 'WITHDRAWN';

/** What would suit somebody who waits. Empty lists: anything. */
export interface WaitlistPreferences {
  readonly locationIds: readonly Id<'Location'>[];
  readonly practitionerIds: readonly Id<'Practitioner'>[];
  readonly weekdays: readonly Weekday[];
  readonly dayParts: readonly DayPart[];
  readonly earliestDay: CalendarDay | null;
  readonly latestDay: CalendarDay | null;
  /** How long before the start the patient must hear of it. */
  readonly noticeMinutes: number;
}

export interface WaitlistEntry extends WaitlistPreferences {
  readonly id: Id<'WaitlistEntry'>;
  readonly version: number;
  readonly state: EntryState;
  readonly patientId: Id<'Patient'>;
  readonly serviceTypeCode: string;
  readonly priority: WaitlistPriority;
  readonly waitingSince: Date;
  /** In which the waiting ended. */
  readonly appointmentId: Id<'Appointment'> | null;
}

export interface WaitlistOffer {
  readonly id: Id<'WaitlistOffer'>;
  readonly entryId: Id<'WaitlistEntry'>;
  readonly slotId: Id<'FreedSlot'>;
  /** The appointment that holds the time. */
  readonly appointmentId: Id<'Appointment'>;
  readonly state: OfferState;
  readonly offeredAt: Date;
  readonly expiresAt: Date;
}

export type OfferAction = 'ACCEPT' | 'DECLINE' | 'EXPIRE' | 'WITHDRAW';
export interface OfferClosedError { readonly kind: 'OfferClosedError'; readonly message: string; readonly state: OfferState }

const LEADS_TO = { ACCEPT: 'ACCEPTED', DECLINE: 'DECLINED', EXPIRE: 'EXPIRED', WITHDRAW: 'WITHDRAWN' } as const;

/** The only ways in which an offer ends: accepted, declined or withdrawn while it stands, expired once its time is over. */
export function endOffer({ state, expiresAt }: Pick<WaitlistOffer, 'state' | 'expiresAt'>, action: OfferAction, now: Date): Result<OfferState, OfferClosedError> {
  const isOver = now >= expiresAt;
  if (state !== 'OPEN') return err({ kind: 'OfferClosedError', message: 'This offer has ended. If it was not accepted, the next free time will be offered.', state });
  if (action === 'ACCEPT' && isOver) return err({ kind: 'OfferClosedError', message: 'The time was kept until a moment ago and is offered to the next. The patient stays on the waitlist.', state: 'EXPIRED' });
  if (action === 'EXPIRE' && !isOver) return err({ kind: 'OfferClosedError', message: 'The time is still kept.', state });
  return ok(LEADS_TO[action]);
}
