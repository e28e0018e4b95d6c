import type { Availability, PractitionerAvailability, WantedSlot } from './availability';
import { conflictsOf, type Conflict } from './conflicts';
import { certificationRefusal, credentialRefusal, patientRefusals } from './eligibility';
import { clockOf, horizonOf, isOnGrid, suitableRooms, WALK_IN_MINUTES, type SiteQuestion } from './free-starts';
import { absencesOf, closedOf, hoursOf } from './open-hours';
import type { SlotRefusal, SlotRefusalReason } from './slot-refusal';
import { covers, overlap, type Stretch } from './stretches';

const MINUTE_MS = 60_000;

/** In plain words, with what would help. None names another patient. */
const MESSAGES: Readonly<Record<Exclude<SlotRefusalReason, 'SERVICE_RETIRED' | 'SESSION_ONLY' | 'NEW_PATIENTS_ONLY' | 'RETURNING_PATIENTS_ONLY' | 'CREDENTIAL_MISSING' | 'VISIT_LIMIT' | 'CERTIFICATION'>, string>> = {
  PRACTITIONER_NOT_AT_SITE: 'The practitioner does not see patients at this site.',
  ROOM_UNSUITABLE: 'The room is not of the kind that this service takes.',
  OFF_GRID: 'Visits of this service begin at other minutes of the hour.',
  IN_PAST: 'This time is over.',
  MINIMUM_NOTICE: 'This service cannot be booked at such short notice.',
  BEYOND_HORIZON: 'This service cannot be booked so far ahead.',
  CLOSED: 'The site is closed at this time.',
  HOLIDAY: 'This is a holiday.',
  OUTSIDE_HOURS: 'The practitioner does not see patients of this service here at this time.',
  ABSENT: 'The practitioner is absent at this time.',
  PRACTITIONER_TAKEN: 'The practitioner has another visit at this time.',
  ROOM_TAKEN: 'No room that suits is free at this time.',
  EQUIPMENT_TAKEN: 'No equipment that suits is free at this time.',
  PATIENT_TAKEN: 'The patient has another visit at this time.',
  BUFFER: 'The time before or after another visit is too short: it is needed to prepare or to clean.',
  TRAVEL: 'The practitioner or the patient could not get here in time from another site, or there.',
};

type Reason = keyof typeof MESSAGES;

interface Question extends SiteQuestion {
  readonly practitioner: PractitionerAvailability;
  readonly wanted: WantedSlot;
  readonly visit: Stretch;
}

/**
 * Every reason for which a time cannot be had; none: it can. A time without reasons is one that a search over the same
 * availability gives, and the other way round.
 */
export function refusalsOf(availability: Availability, wanted: WantedSlot): SlotRefusal[] {
  const site = availability.sites.find(({ location }) => location.id === wanted.locationId);
  const practitioner = availability.practitioners.find((each) => each.practitioner.id === wanted.practitionerId);
  if (!site || !practitioner) throw new Error('Availability was read for other sites or practitioners.');
  const visit = { startsAt: wanted.startsAt.getTime(), endsAt: wanted.endsAt.getTime() };
  const question: Question = { availability, site, practitioner, wanted, visit, clock: clockOf(availability, site), lengthMs: visit.endsAt - visit.startsAt };
  const reasons = [...timeReasons(question), ...hoursReasons(question), ...placeReasons(question), ...conflictsOf(availability, wanted).map(reasonOf)];
  const ofDay = [credentialRefusal(availability, site, { practitioner, startsAt: wanted.startsAt }), certificationRefusal(availability, question.clock.dayOf(visit.startsAt))];
  return [
    ...patientRefusals(availability),
    ...[...new Set(reasons)].map((reason) => ({ reason, message: MESSAGES[reason] })),
    ...ofDay.filter((refusal) => refusal !== null),
  ];
}

function timeReasons({ availability: { now, serviceType }, site, clock, visit }: Question): Reason[] {
  const { minimumNoticeMinutes, horizonDays, gridMinutes } = serviceType;
  const isPast = visit.startsAt < now.getTime() - WALK_IN_MINUTES * MINUTE_MS;
  const reasons: readonly (readonly [boolean, Reason])[] = [
    [!isOnGrid(visit.startsAt, gridMinutes, clock), 'OFF_GRID'],
    [isPast, 'IN_PAST'],
    [!isPast && minimumNoticeMinutes > 0 && visit.startsAt < now.getTime() + minimumNoticeMinutes * MINUTE_MS, 'MINIMUM_NOTICE'],
    [visit.startsAt >= horizonOf(now, horizonDays, site), 'BEYOND_HORIZON'],
  ];
  return reasons.filter(([holds]) => holds).map(([, reason]) => reason);
}

function hoursReasons(question: Question): Reason[] {
  const { site, clock, practitioner, visit } = question;
  const isAtSite = practitioner.locationIds.has(site.location.id);
  const touches = (stretches: readonly Stretch[]): boolean => stretches.some((stretch) => overlap(stretch, visit));
  const reasons: readonly (readonly [boolean, Reason])[] = [
    [!isAtSite, 'PRACTITIONER_NOT_AT_SITE'],
    [touches(closedOf(site, clock, 'CLOSURE')), 'CLOSED'],
    [touches(closedOf(site, clock, 'HOLIDAY')), 'HOLIDAY'],
    [isAtSite && !covers(hoursOf(question), visit), 'OUTSIDE_HOURS'],
    [touches(absencesOf(question)), 'ABSENT'],
  ];
  return reasons.filter(([holds]) => holds).map(([, reason]) => reason);
}

function placeReasons({ availability, site, wanted: { roomId } }: Question): Reason[] {
  const suitable = suitableRooms(availability, site);
  return roomId !== null && suitable !== null && !suitable.some(({ id }) => id === roomId) ? ['ROOM_UNSUITABLE'] : [];
}

function reasonOf({ resource, because }: Conflict): Reason {
  return because === 'TAKEN' ? `${resource}_TAKEN` : because;
}
