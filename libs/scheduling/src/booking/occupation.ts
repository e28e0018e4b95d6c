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

/** What an appointment takes of each of its resources. */
export function timesOf(occupation: Occupation): WantedTime[] {
  const { id, sessionId, practitionerId, roomId, equipmentId, attendeeId, demand, overridden } = occupation;
  const common = { holderId: id, isSession: false, locationId: occupation.locationId, expiresAt: occupation.expiresAt };
  const time = (resource: SlotResource, resourceId: string, lanes: Lanes): WantedTime => {
    const { before, after } = buffersOf(demand, resource);
    const isOverridden = (overridden as readonly SlotResource[]).includes(resource);
    return {
      ...common, resource, resourceId, lanes: isOverridden ? 'ABOVE' : lanes, travels: resource === 'PRACTITIONER' || resource === 'PATIENT',
      minutesBefore: before, minutesAfter: after,
      startsAt: new Date(occupation.startsAt.getTime() - before * MINUTE_MS), endsAt: new Date(occupation.endsAt.getTime() + after * MINUTE_MS),
    };
  };
  const patient = time('PATIENT', attendeeId, 'ALL');
  if (sessionId !== null) return [time('SESSION', sessionId, 'ONE'), patient];
  return [
    time('PRACTITIONER', practitionerId, demand.overlap === 'EXCLUSIVE' ? 'ALL' : 'ONE'),
    ...(roomId === null ? [] : [time('ROOM', roomId, 'ONE')]),
    ...(equipmentId === null ? [] : [time('EQUIPMENT', equipmentId, 'ONE')]),
    patient,
  ];
}
