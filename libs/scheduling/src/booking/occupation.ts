import type { Id } from '@spindle/kernel';
import type { SlotResource } from './slot';

/** Whose time a service takes beside the visit itself, and how much room it leaves for others. */
export interface ServiceDemand {
  readonly practitionerMinutesBefore: number;
  readonly practitionerMinutesAfter: number;
  readonly roomMinutesBefore: number;
  readonly roomMinutesAfter: number;
  readonly equipmentMinutesBefore: number;
  readonly equipmentMinutesAfter: number;
  /** EXCLUSIVE takes all lanes of the practitioner, OVERLAPPING one. */
  readonly overlap: 'EXCLUSIVE' | 'OVERLAPPING';
}

/** What an appointment occupies. */
export interface Occupation {
  readonly id: Id<'Appointment'>;
  readonly practitionerId: Id<'Practitioner'>;
  readonly roomId: Id<'Room'> | null;
  readonly equipmentId: Id<'Equipment'> | null;
  /** A seat in a group session: practitioner and room are the session's then. */
  readonly sessionId: Id<'GroupSession'> | null;
  /** The patient or lead. */
  readonly attendeeId: Id<'Patient'> | Id<'Lead'>;
  readonly locationId: Id<'Location'>;
  readonly startsAt: Date;
  readonly endsAt: Date;
  /** IANA name. */
  readonly timeZone: string;
  readonly demand: ServiceDemand;
  /** Until when it is only held; null: booked. */
  readonly expiresAt: Date | null;
  /** Whose time is taken although somebody has it. Never the patient's. */
  readonly overridden: readonly OverridableResource[];
}

export type OverridableResource = Exclude<SlotResource, 'PATIENT' | 'SESSION'>;

/** All lanes, the lowest free one, or the next above what the resource can bear. */
export type Lanes = 'ALL' | 'ONE' | 'ABOVE';

/** The time of one resource that an appointment or a group session wants, buffers included. */
export interface WantedTime {
  readonly holderId: string;
  readonly isSession: boolean;
  readonly resourceId: string;
  readonly resource: SlotResource;
  readonly locationId: Id<'Location'>;
  readonly startsAt: Date;
  readonly endsAt: Date;
  /** How much of it is buffer. */
  readonly minutesBefore: number;
  readonly minutesAfter: number;
  readonly lanes: Lanes;
  readonly expiresAt: Date | null;
  /** Must get to the site, and away. */
  readonly travels: boolean;
}

const MINUTE_MS = 60_000;

/** The buffers of a resource, in minutes; nobody's own time has some. */
export function buffersOf(demand: ServiceDemand, resource: SlotResource): { readonly before: number; readonly after: number } {
  if (resource === 'PRACTITIONER') return { before: demand.practitionerMinutesBefore, after: demand.practitionerMinutesAfter };
  if (resource === 'ROOM') return { before: demand.roomMinutesBefore, after: demand.roomMinutesAfter };
  if (resource === 'EQUIPMENT') return { before: demand.equipmentMinutesBefore, after: demand.equipmentMinutesAfter };
  return { before: 0, after: 0 };
}

/** What a group session occupies. */
export interface SessionOccupation extends Pick<Occupation, 'practitionerId' | 'roomId' | 'equipmentId' | 'locationId' | 'startsAt' | 'endsAt' | 'demand'> { readonly id: Id<'GroupSession'> }
export type SessionStretch = Pick<SessionOccupation, 'id' | 'locationId' | 'startsAt' | 'endsAt'>;

/** When and where somebody takes time, and what of each resource. */
interface Taking extends Pick<Occupation, 'locationId' | 'startsAt' | 'endsAt' | 'demand' | 'expiresAt'> {
  readonly holderId: string;
  readonly isSession: boolean;
}

/** What an appointment takes of each of its resources. */
export function timesOf({ id, sessionId, attendeeId, ...occupation }: Occupation): WantedTime[] {
  const taking = { ...occupation, holderId: id, isSession: false };
  const patient = timeOf(taking, { resource: 'PATIENT', resourceId: attendeeId, lanes: 'ALL' });
  return sessionId === null ? [...placesTaken(taking, occupation), patient] : [timeOf(taking, { resource: 'SESSION', resourceId: sessionId, lanes: 'ONE' }), patient];
}

/** What a group session takes of each of its resources: what a visit of the service takes, but no patient. */
export function sessionTimesOf({ id, ...session }: SessionOccupation): WantedTime[] {
  return placesTaken({ ...session, holderId: id, isSession: true, expiresAt: null }, { ...session, overridden: [] });
}

/** All seats of a group session. */
export function seatsTimeOf({ id, locationId, startsAt, endsAt }: SessionStretch): WantedTime {
  return { holderId: id, isSession: true, resourceId: id, resource: 'SESSION', locationId, startsAt, endsAt, minutesBefore: 0, minutesAfter: 0, lanes: 'ALL', expiresAt: null, travels: false };
}

function placesTaken(taking: Taking, { practitionerId, roomId, equipmentId, overridden }: Pick<Occupation, 'practitionerId' | 'roomId' | 'equipmentId' | 'overridden'>): WantedTime[] {
  const lanesOf = (resource: OverridableResource, lanes: Lanes): Lanes => (overridden.includes(resource) ? 'ABOVE' : lanes);
  return [
    timeOf(taking, { resource: 'PRACTITIONER', resourceId: practitionerId, lanes: lanesOf('PRACTITIONER', taking.demand.overlap === 'EXCLUSIVE' ? 'ALL' : 'ONE') }),
    ...(roomId === null ? [] : [timeOf(taking, { resource: 'ROOM', resourceId: roomId, lanes: lanesOf('ROOM', 'ONE') })]),
    ...(equipmentId === null ? [] : [timeOf(taking, { resource: 'EQUIPMENT', resourceId: equipmentId, lanes: lanesOf('EQUIPMENT', 'ONE') })]),
  ];
}

function timeOf({ holderId, isSession, locationId, startsAt, endsAt, demand, expiresAt }: Taking, of: Pick<WantedTime, 'resource' | 'resourceId' | 'lanes'>): WantedTime {
  const { before, after } = buffersOf(demand, of.resource);
  return {
    ...of, holderId, isSession, locationId, expiresAt, travels: of.resource === 'PRACTITIONER' || of.resource === 'PATIENT', minutesBefore: before, minutesAfter: after,
    startsAt: new Date(startsAt.getTime() - before * MINUTE_MS), endsAt: new Date(endsAt.getTime() + after * MINUTE_MS),
  };
}
