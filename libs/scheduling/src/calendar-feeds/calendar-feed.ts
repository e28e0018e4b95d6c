import { err, ok, type Id, type Result } from '@spindle/kernel';
import type { AppointmentState } from '../appointments/appointment';
import type { InvalidInputError } from '../visit-flow/reason';

/** A feed of one practitioner's or one room's calendar. */
export interface CalendarFeed {
  readonly id: Id<'CalendarFeed'>;
  readonly practitionerId: Id<'Practitioner'> | null;
  readonly roomId: Id<'Room'> | null;
  readonly createdAt: Date;
}

/** Whose calendar. */
export type FeedOwner = Pick<CalendarFeed, 'practitionerId' | 'roomId'>;

export interface TooManyFeedsError { readonly kind: 'TooManyFeedsError'; readonly message: string }
export interface CalendarFeedNotFoundError { readonly kind: 'CalendarFeedNotFoundError'; readonly message: string }

/** A visit as a calendar shows it: that the time is taken, and where. */
export interface CalendarEntry {
  readonly appointmentId: Id<'Appointment'>;
  readonly version: number;
  readonly state: AppointmentState;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly changedAt: Date;
  readonly roomName: string | null;
  readonly locationName: string | null;
}

/** Open feeds that one owner may have. */
const FEEDS = 10;

/** Days that a calendar shows, before and after today. */
export const CALENDAR_DAYS = { before: 30, after: 180 } as const;

/** Visits that a calendar shows at most. */
export const CALENDAR_ENTRIES = 5_000;

const NO_LONGER: ReadonlySet<AppointmentState> = new Set<AppointmentState>(['CANCELLED', 'LATE_CANCELLED', 'RESCHEDULED', 'ENTERED_IN_ERROR', 'NO_SHOW']);

/** Whether the calendar shows the visit as cancelled: it stays, so that programs take it off. */
export function isCancelled({ state }: CalendarEntry): boolean {
  return NO_LONGER.has(state);
}

/** Reads whose calendar a feed is to be: one of the two. */
export function parseOwner({ practitionerId, roomId }: { readonly practitionerId?: Id<'Practitioner'> | null | undefined; readonly roomId?: Id<'Room'> | null | undefined }): Result<FeedOwner, InvalidInputError> {
  const owner = { practitionerId: practitionerId ?? null, roomId: roomId ?? null };
  if ((owner.practitionerId === null) !== (owner.roomId === null)) return ok(owner);
  return err({ kind: 'InvalidInputError', message: 'Name a practitioner or a room, one of the two.', field: 'practitionerId' });
}

export function checkFeedCount(open: number): Result<null, TooManyFeedsError> {
  if (open < FEEDS) return ok(null);
  return err({ kind: 'TooManyFeedsError', message: `There are ${FEEDS} open feeds of this calendar. Revoke one that nobody uses.` });
}
