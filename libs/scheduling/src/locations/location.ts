import type { Id } from '@spindle/kernel';

/** A site of the practice. */
export interface Location {
  readonly id: Id<'Location'>;
  readonly name: string;
  /** IANA name. */
  readonly timeZone: string;
  readonly addressLines: readonly string[];
  readonly city: string | null;
  readonly state: string | null;
  readonly postalCode: string | null;
  readonly telephone: string | null;
  /** Hours before a visit from which a cancellation is late. */
  readonly cancellationNoticeHours: number;
  /** Minutes after a visit's start from which a missing patient is a no-show. */
  readonly noShowGraceMinutes: number;
}

/** A room of a site. */
export interface Room {
  readonly id: Id<'Room'>;
  readonly name: string;
  readonly locationId: Id<'Location'>;
}
