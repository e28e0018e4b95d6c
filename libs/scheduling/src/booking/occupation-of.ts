import type { RecordedAppointment } from '../appointments/appointment';
import { identityOf } from '../appointments/appointment-fact';
import { attendeeIdOf } from '../appointments/attendee';
import type { Occupation } from './occupation';

/** What an appointment occupies, by the service as it is now. */
export function occupationOf(appointment: RecordedAppointment): Occupation {
  const { room, equipmentId, sessionId, timeZone, serviceType, state, holdExpiresAt } = appointment;
  return {
    ...identityOf(appointment), attendeeId: attendeeIdOf(appointment), roomId: room?.id ?? null, equipmentId, sessionId, timeZone, demand: serviceType,
    expiresAt: state === 'HELD' ? holdExpiresAt : null, overridden: [],
  };
}
