import { STAFF, type Policy } from '@spindle/subgraph';

export const closures: Policy = {
  Query: { closures: STAFF, appointmentsToResolve: STAFF },
  Mutation: { closeLocation: ['FRONT_DESK', 'PRACTICE_ADMIN'], reopenLocation: ['FRONT_DESK', 'PRACTICE_ADMIN'] },
  types: {
    Closure: { STRUCTURE: 'id version', REFERENCE: 'kind name location localFrom localUntil withdrawnAt' },
    ClosureEdge: { STRUCTURE: 'node cursor' },
    ClosureConnection: { STRUCTURE: 'edges pageInfo' },
    CloseLocationPayload: { STRUCTURE: 'closure errors' },
    ReopenLocationPayload: { STRUCTURE: 'closure errors' },
    AppointmentToResolve: { SCHEDULE: 'appointment reasons' },
    AppointmentToResolveEdge: { STRUCTURE: 'node cursor' },
    AppointmentToResolveConnection: { STRUCTURE: 'edges pageInfo' },
  },
};
