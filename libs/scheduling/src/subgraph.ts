import type { Clock } from '@spindle/kernel';
import { applyOnce, type Database } from '@spindle/database';
import type { Logger, SubgraphDefinition } from '@spindle/subgraph';
import { createContext, type Context } from './context';
import { followPatients } from './booking/follow-patients.service';
import { resolvers } from './resolvers.generated';
import { typeDefs } from './typeDefs.generated';

export { APPOINTMENT_STATES, type AppointmentState } from './appointments/appointment';
export { schedulingSchema } from './data-source';
export type { ImportedAppointment } from './imported-appointments/imported-appointment';
export { ImportedAppointmentService, type ImportOutcome } from './imported-appointments/imported-appointment.service';
export { CREDENTIAL_KINDS, type CredentialKind } from './practitioners/practitioner';
export { checkZoneData } from './zone-data/zone-data.check';
export { describeDifference, type ZoneDifference } from './zone-data/zone-differences';
export { dayOf, dayRange, instantOf, isTimeZone, wallTimeOf, type InstantRange } from './wall-time';

export interface SchedulingSubgraphOptions {
  readonly database: Database;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** The scheduling subgraph over its database. */
export function schedulingSubgraph({ database, clock, logger }: SchedulingSubgraphOptions): SubgraphDefinition<Context> {
  return {
    name: 'scheduling',
    typeDefs,
    resolvers,
    logger,
    open({ viewer }) {
      const session = database.session(viewer);
      return { context: createContext(session, clock), end: () => session.end() };
    },
    receive: (event) => applyOnce(database, event, (transaction) => followPatients(transaction, event)),
    ready: () => database.ready(),
    close: () => database.close(),
  };
}
