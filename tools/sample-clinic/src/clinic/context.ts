import type { CalendarDay, Id } from '@spindle/kernel';
import type { DataKeys } from '@spindle/database';
import { calendarDay, type DayNumber } from '../calendar/day-number';
import type { RowSink } from '../loading/tables';
import type { DemoPerson, DemoRole } from '../sample-practices';
import type { CredentialKind } from './services';
import type { PracticeProfile, PractitionerProfile, SiteProfile } from './profile';
import type { Extent } from './sizes';

/** Of which practice, from which seed and at which present the rows are made, and where they go. */
export interface SampleContext {
  readonly profile: PracticeProfile;
  readonly extent: Extent;
  readonly people: Readonly<Record<DemoRole, DemoPerson>>;
  readonly seed: number;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** The day at the practice. */
  readonly today: DayNumber;
  /** The first day of visits. */
  readonly firstDay: DayNumber;
  readonly sink: RowSink;
  /** Seal what is stored sealed. */
  readonly dataKeys: DataKeys;
}

export interface Site extends SiteProfile {
  readonly roomIds: readonly Id<'Room'>[];
}

/** A time during which somebody may do something; days included, no last day: open. */
export interface CredentialPeriod {
  readonly kind: CredentialKind;
  readonly from: DayNumber;
  readonly to: DayNumber | null;
}

export interface Practitioner extends PractitionerProfile {
  readonly id: Id<'Practitioner'>;
  readonly credentials: readonly CredentialPeriod[];
}

/** The practice as its visits need it. */
export interface Clinic {
  readonly sites: readonly Site[];
  readonly practitioners: readonly Practitioner[];
}

export function mayPractise(practitioner: Practitioner, kind: CredentialKind, day: DayNumber): boolean {
  return practitioner.credentials.some((period) => period.kind === kind && period.from <= day && (period.to === null || day <= period.to));
}

export function dayOrNull(day: DayNumber | null): CalendarDay | null {
  return day === null ? null : calendarDay(day);
}
