import type { CalendarDay, Id } from '@spindle/kernel';
import type { Stretch } from '../availability/stretches';
import { isCredentialed, type Credential, type CredentialKind } from '../practitioners/practitioner';
import type { BusyTime } from './busy-time';

/** Why a visit cannot be at a time. */
export type PlaceConflict = 'PATIENT_TAKEN' | 'CREDENTIAL' | 'NOT_OPEN' | 'TRAVEL' | 'PRACTITIONER_TAKEN' | 'ROOM_TAKEN' | 'IN_PAST';

/** A practitioner who may treat: when they are busy, and when they work at the site. */
export interface PlacePractitioner {
  readonly id: Id<'Practitioner'>;
  readonly credentials: readonly Credential[];
  readonly busy: BusyTime;
  /** Times that are too near to a visit at another site. */
  readonly travelling: BusyTime;
  /** Null where no working hours are recorded: any time. */
  readonly works: BusyTime | null;
  /** Minutes already booked: of two who can, the one with fewer is asked. */
  readonly bookedMinutes: number;
}

export interface PlaceRoom {
  readonly id: Id<'Room'>;
  readonly busy: BusyTime;
}

/** All that placing visits of one patient and service at one site depends on. */
export interface PlaceFacts {
  readonly practitioners: readonly PlacePractitioner[];
  /** Null: the service takes no room. */
  readonly rooms: readonly PlaceRoom[] | null;
  readonly attendee: BusyTime;
  readonly requiredCredential: CredentialKind | null;
  /** Hours of training that it must stand for. */
  readonly requiredHours: number | null;
  /** The state in which the site lies. */
  readonly state: string | null;
  /** Before it nothing is booked, in epoch milliseconds. */
  readonly notBefore: number;
}

export interface Place {
  readonly practitionerId: Id<'Practitioner'>;
  readonly roomId: Id<'Room'> | null;
}

export type Placing = { readonly place: Place; readonly conflicts: readonly [] } | { readonly place: null; readonly conflicts: readonly PlaceConflict[] };

/** Where a visit can be at this time: with the first practitioner who can, in the first room that is free. Otherwise everything that stands against it. */
export function placeVisit(facts: PlaceFacts, stretch: Stretch, day: CalendarDay): Placing {
  const credentialed = facts.practitioners.filter((each) => holds(facts, each, day));
  const working = credentialed.filter(({ works }) => works === null || works.holds(stretch));
  const near = working.filter(({ travelling }) => travelling.isFree(stretch));
  const practitioner = near.find(({ busy }) => busy.isFree(stretch));
  const room = facts.rooms?.find(({ busy }) => busy.isFree(stretch));
  const against: readonly [PlaceConflict, boolean][] = [
    ['IN_PAST', stretch.startsAt < facts.notBefore],
    ['PATIENT_TAKEN', !facts.attendee.isFree(stretch)],
    ['CREDENTIAL', credentialed.length === 0],
    ['NOT_OPEN', credentialed.length > 0 && working.length === 0],
    ['TRAVEL', working.length > 0 && near.length === 0],
    ['PRACTITIONER_TAKEN', near.length > 0 && !practitioner],
    ['ROOM_TAKEN', facts.rooms !== null && !room],
  ];
  const conflicts = against.filter(([, stands]) => stands).map(([conflict]) => conflict);
  if (conflicts.length > 0 || !practitioner) return { place: null, conflicts };
  return { place: { practitionerId: practitioner.id, roomId: room?.id ?? null }, conflicts: [] };
}

function holds({ requiredCredential: kind, requiredHours: hours, state }: PlaceFacts, { credentials }: PlacePractitioner, day: CalendarDay): boolean {
  return kind === null || isCredentialed(credentials, { kind, day, state, hours });
}

/** Takes the place's time, so that later visits of the same request see it. */
export function occupy({ attendee, practitioners, rooms }: PlaceFacts, { practitionerId, roomId }: Place, stretch: Stretch): void {
  attendee.add(stretch);
  practitioners.find(({ id, busy }) => id === practitionerId && busy.isFree(stretch))?.busy.add(stretch);
  rooms?.find(({ id, busy }) => id === roomId && busy.isFree(stretch))?.busy.add(stretch);
}
