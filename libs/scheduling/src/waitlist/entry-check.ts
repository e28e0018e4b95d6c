import type { CalendarDay, Id } from '@spindle/kernel';
import type { PatientUnknownError, ServiceRetiredError } from '../booking/booking';
import type { InvalidInputError } from '../visit-flow/reason';
import type { WaitlistPreferences } from './waitlist';

/** What the practice has of what an entry names. */
export interface EntryFacts {
  readonly patientIsKnown: boolean;
  /** Null: there is no such service. */
  readonly serviceIsRetired: boolean | null;
  readonly knownLocationIds: readonly Id<'Location'>[];
  readonly knownPractitionerIds: readonly Id<'Practitioner'>[];
  readonly today: CalendarDay;
}

/** Most sites or practitioners of one entry. */
const MOST_NAMED = 50;
const MOST_NOTICE_MINUTES = 20_160;
const invalid = (field: string, message: string): InvalidInputError => ({ kind: 'InvalidInputError', message, field });

/** Why an entry cannot be made; null when it can. */
export function checkEntry(wanted: WaitlistPreferences, facts: EntryFacts): PatientUnknownError | ServiceRetiredError | InvalidInputError | null {
  const { earliestDay, latestDay, noticeMinutes, locationIds, practitionerIds } = wanted;
  if (!facts.patientIsKnown) return { kind: 'PatientUnknownError', message: 'This patient is not known here. If they were registered just now, try again in a few seconds.' };
  if (facts.serviceIsRetired === null) return invalid('serviceTypeCode', 'There is no such service.');
  if (facts.serviceIsRetired) return { kind: 'ServiceRetiredError', message: 'This service is not offered any more. Choose another.' };
  if (locationIds.length > MOST_NAMED || locationIds.some((id) => !facts.knownLocationIds.includes(id))) return invalid('locationIds', 'There is no such site, or too many are named.');
  if (practitionerIds.length > MOST_NAMED || practitionerIds.some((id) => !facts.knownPractitionerIds.includes(id))) return invalid('practitionerIds', 'There is no such practitioner, or too many are named.');
  if (latestDay !== null && latestDay < facts.today) return invalid('latestDay', 'This day is over.');
  if (earliestDay !== null && latestDay !== null && latestDay < earliestDay) return invalid('latestDay', 'The latest day lies before the earliest.');
  if (noticeMinutes < 0 || noticeMinutes > MOST_NOTICE_MINUTES) return invalid('noticeMinutes', `Say 0 to ${MOST_NOTICE_MINUTES} minutes.`);
  return null;
}
