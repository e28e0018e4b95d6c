import type { Id } from '@spindle/kernel';
import { isStaff, type DomainEvent, type EventPayloads, type Viewer } from '@spindle/subgraph';

/** A kept event of which open screens are told; `position` orders all of them. */
export interface LiveEvent {
  readonly position: number;
  readonly practiceId: Id<'Practice'>;
  readonly kind: string;
  readonly payload: DomainEvent['payload'];
}

/** One message of the stream: ids and versions, never what the record says. */
export interface LiveMessage {
  readonly event: string;
  readonly data: Readonly<Record<string, string | number>>;
}

/** What the client does when it cannot be told all that it missed. */
export const REFETCH_ALL: LiveMessage = { event: 'refetchAll', data: {} };

/** Whether events of this type are told to open screens; others are not the gateway's to keep. */
export function isTold(event: DomainEvent): event is DomainEvent<'AppointmentChanged'> {
  return event.type === 'AppointmentChanged';
}

/**
 * What a viewer is told of an event: nothing of another practice, of a site that is not theirs, or, as a patient, of
 * anybody else's visit. The day comes first: whoever reads the last message has read all.
 */
export function messagesFor(viewer: Viewer, event: LiveEvent): readonly LiveMessage[] {
  const { appointmentId, version, locationId, date, patientId } = event.payload as EventPayloads['AppointmentChanged'];
  if (event.practiceId !== viewer.practiceId || event.kind !== 'AppointmentChanged') return [];
  const changed: LiveMessage = { event: 'appointmentChanged', data: { id: appointmentId, version } };
  if (!isStaff(viewer)) return isOwn(viewer, patientId) ? [changed] : [];
  if (viewer.siteIds !== null && !viewer.siteIds.includes(locationId)) return [];
  return [{ event: 'dayChanged', data: { locationId, date } }, changed];
}

function isOwn(viewer: Viewer, patientId: string | null): boolean {
  return viewer.roles.includes('PATIENT') && patientId !== null && viewer.patientId === patientId;
}

/** Whether anything at all is told to this viewer: not to a visitor of the clinic's web page. */
export function mayListen(viewer: Viewer): boolean {
  return isStaff(viewer) || (viewer.roles.includes('PATIENT') && (viewer.patientId ?? null) !== null);
}
