import { billingSchema, billingSubgraph } from '@spindle/billing';
import { openDatabase, startRelay, type Database, type DatabasePlace, type Relay } from '@spindle/database';
import { demoAuthentication, inProcessTransport, startGateway, type GatewayOptions, type RunningGateway } from '@spindle/gateway';
import type { Clock } from '@spindle/kernel';
import { patientSchema, patientSubgraph } from '@spindle/patient';
import { schedulingSchema, schedulingSubgraph } from '@spindle/scheduling';
import { createSubgraph, deriveKey, systemClock, type Logger, type Subgraph } from '@spindle/subgraph';
import { supergraphPath } from '@spindle/supergraph';

export interface ClinicOptions extends Partial<Pick<GatewayOptions, 'host' | 'followingPorts' | 'limits' | 'guards'>> {
  readonly place: DatabasePlace;
  /** 0 takes any free port. */
  readonly port: number;
  readonly logger: Logger;
  readonly clock?: Clock;
}

/** The whole clinic in this process. */
export interface Clinic {
  readonly gateway: RunningGateway;
  readonly subgraphs: Readonly<Record<string, Subgraph>>;
  readonly databases: Readonly<Record<string, Database>>;
  /** Resolves when every event written so far has reached its subscribers. */
  settled(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts three subgraphs, their relays and the gateway over a migrated database. */
export async function startClinic({ place, logger, clock = systemClock, ...gatewayOptions }: ClinicOptions): Promise<Clinic> {
  const [patient, scheduling, billing] = await Promise.all([patientSchema, schedulingSchema, billingSchema].map((schema) => openDatabase(schema, place)));
  if (!patient || !scheduling || !billing) throw new Error('A database was not opened.');
  const subgraphs = {
    patient: createSubgraph(patientSubgraph({ database: patient, clock, logger })),
    scheduling: createSubgraph(schedulingSubgraph({ database: scheduling, clock, logger })),
    billing: createSubgraph(billingSubgraph({ database: billing, clock, logger })),
  };
  const relays = await startRelays(subgraphs, place, logger);
  const gateway = await startGateway({
    ...gatewayOptions,
    logger,
    supergraphPath,
    transports: Object.fromEntries(Object.entries(subgraphs).map(([name, subgraph]) => [name, inProcessTransport(subgraph)])),
    authenticate: demoAuthentication(deriveKey(place.secret, 'demo tokens')),
  });
  return {
    gateway,
    subgraphs,
    databases: { patient, scheduling, billing },
    settled: async () => { await Promise.all(relays.map((relay) => relay.drained())); },
    stop: async () => {
      await gateway.close();
      await Promise.all(relays.map((relay) => relay.stop()));
      await Promise.all(Object.values(subgraphs).map((subgraph) => subgraph.close()));
    },
  };
}

function startRelays(subgraphs: Readonly<Record<string, Subgraph>>, place: DatabasePlace, logger: Logger): Promise<Relay[]> {
  const deliver = (subscriber: string, event: Parameters<Subgraph['receive']>[0]) => {
    const subgraph = subgraphs[subscriber];
    if (!subgraph) throw new Error(`There is no subgraph ${subscriber}.`);
    return subgraph.receive(event);
  };
  return Promise.all(Object.keys(subgraphs).map((schema) => startRelay({ ...place, schema, deliver, logger })));
}
