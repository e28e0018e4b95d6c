import { STAFF, type Policy } from '@spindle/subgraph';
import type { GroupSession } from './group-session';

const DESK = ['FRONT_DESK', 'PRACTITIONER', 'PRACTICE_ADMIN', 'SERVICE'] as const;

export const groupSessions: Policy = {
  Query: { groupSession: STAFF, groupSessions: STAFF },
  Mutation: { createGroupSession: DESK, seatPatient: DESK, releaseSeat: DESK, cancelGroupSession: DESK },
  arguments: { 'Query.groupSessions(date)': 'GroupSession.startsAt', 'GroupSession.roster(state)': 'Appointment.state' },
  types: {
    GroupSession: {
      locationOf: ({ locationId }: GroupSession) => locationId,
      STRUCTURE: 'id version',
      SCHEDULE: 'state serviceType practitioner location room startsAt endsAt localStart timeZone seats freeSeats',
      STAFF: 'roster',
    },
    GroupSessionEdge: { STRUCTURE: 'node cursor' },
    GroupSessionConnection: { STRUCTURE: 'edges pageInfo' },
    Appointment: { SCHEDULE: 'groupSession' },
    CreateGroupSessionPayload: { STRUCTURE: 'groupSession errors' },
    SeatPatientPayload: { STRUCTURE: 'appointment errors' },
    ReleaseSeatPayload: { STRUCTURE: 'appointment errors' },
    CancelGroupSessionPayload: { STRUCTURE: 'groupSession cancelled errors' },
    GroupSessionNotFoundError: { STRUCTURE: 'message' },
    GroupSessionNotOpenError: { STRUCTURE: 'message', SCHEDULE: 'state' },
    GroupSessionFullError: { STRUCTURE: 'message', SCHEDULE: 'nearestSessions' },
    SeatNotFoundError: { STRUCTURE: 'message' },
  },
};
