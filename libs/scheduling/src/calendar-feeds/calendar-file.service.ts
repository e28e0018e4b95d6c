import { createHash } from 'node:crypto';
import ical, { ICalCalendarMethod, ICalEventStatus } from 'ical-generator';
import { isCancelled, type CalendarEntry } from './calendar-feed';

/** A calendar as a text, and a hash of it. */
export interface CalendarFile {
  readonly text: string;
  readonly etag: string;
}

/**
 * The visits as a calendar (RFC 5545): that the time is taken and in which room; no patient, no service. Times are in
 * UTC, which every program shows in its own zone. A visit keeps its UID; SEQUENCE counts its changes; a cancelled one
 * stays as CANCELLED. The same visits give the same text.
 */
export function toCalendarFile(entries: readonly CalendarEntry[]): CalendarFile {
  const calendar = ical({ prodId: { company: 'Spindle', product: 'Calendar feed' }, name: 'Visits', method: ICalCalendarMethod.PUBLISH });
  for (const entry of entries) {
    calendar.createEvent({
      id: `${entry.appointmentId}@spindle`,
      sequence: entry.version,
      stamp: entry.changedAt,
      start: entry.startsAt,
      end: entry.endsAt,
      summary: 'Visit',
      location: [entry.roomName, entry.locationName].filter((name) => name !== null).join(', ') || null,
      status: isCancelled(entry) ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    });
  }
  const text = calendar.toString();
  return { text, etag: createHash('sha256').update(text).digest('base64url') };
}
