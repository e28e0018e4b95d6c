import type { Clock } from '@spindle/kernel';
import { applyOnce, type Database, type Transaction } from '@spindle/database';
import type { DomainEvent, Logger, SubgraphDefinition } from '@spindle/subgraph';
import { createContext, type Context } from './context';
import { followLeads } from './leads/follow-leads.service';
import { followPatients } from './booking/follow-patients.service';
import { followMerges } from './patient-aliases/follow-merges.service';
import { followPlans } from './plans/follow-plans.service';
import { policy } from './policy';
import { followVisitFacts } from './visit-attention/follow-visit-facts.service';
import { followLocks } from './visit-flow/follow-locks.service';
import { resolvers } from './resolvers.generated';
import { typeDefs } from './typeDefs.generated';

export { APPOINTMENT_STATES, type AppointmentState } from './appointments/appointment';
export { schedulingSchema } from './data-source';
export { startHoldSweeper, type HoldSweeper } from './holds/hold-sweeper.service';
export type { ImportedAppointment } from './imported-appointments/imported-appointment';
export { ImportedAppointmentService, type ImportOutcome } from './imported-appointments/imported-appointment.service';
export { CREDENTIAL_KINDS, type CredentialKind } from './practitioners/practitioner';
export { RecordImportService as VisitRecordImport } from './record-export/record-import.service';
export { VISIT_RECORD } from './record-export/visit-record';
export { FileDrop, type MessageSender } from './reminders/file-drop.service';
export { sendReminders, startReminderClock, type ReminderClockOptions } from './reminders/reminder-clock.service';
export { GatewayGraph, type VisitGraph } from './reminders/visit-graph.service';
export { checkZoneData } from './zone-data/zone-data.repository';
export { describeDifference, type ZoneDifference } from './zone-data/zone-differences';
export { startUnaskedWork } from './unasked-work';
export { dayOf, dayRange, instantOf, isTimeZone, wallTimeOf, type InstantRange } from './wall-time';

export interface SchedulingSubgraphOptions {
  readonly database: Database;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** What follows the events of the others; each leaves alone what is not for it. */
const FOLLOWERS = [followPatients, followLeads, followMerges, followPlans, followVisitFacts, followLocks];

async function follow(transaction: Transaction, event: DomainEvent): Promise<void> {
  for (const each of FOLLOWERS) await each(transaction, event);
}

/** The scheduling subgraph over its database. */
export function schedulingSubgraph({ database, clock, logger }: SchedulingSubgraphOptions): SubgraphDefinition<Context> {
  return {
    name: 'scheduling',
    typeDefs,
    resolvers,
    policy,
    logger,
    open(request) {
      const session = database.session(request.viewer, request);
      return { context: createContext(session, clock), trail: session.trail, end: () => session.end() };
    },
    receive: (event) => applyOnce(database, event, (transaction) => follow(transaction, event)),
    ready: () => database.ready(),
    close: () => database.close(),
  };
}
