import { openDatabase, startRelay, type Database, type DatabasePlace, type Relay } from '@spindle/database';
import { demoAuthentication, inProcessTransport, startGateway, type GatewayOptions, type RunningGateway } from '@spindle/gateway';
import type { Clock } from '@spindle/kernel';
import { deriveKey, systemClock, type Logger, type Subgraph } from '@spindle/subgraph';
import { supergraphPath } from '@spindle/supergraph';
import { SUBGRAPHS } from './subgraphs';

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

/** Starts the subgraphs, their relays and the gateway over a migrated database. */
export async function startClinic({ place, logger, clock = systemClock, ...gatewayOptions }: ClinicOptions): Promise<Clinic> {
  const opened = await Promise.all(SUBGRAPHS.map(async (each) => ({ ...each, name: each.schema.schema, database: await openDatabase(each.schema, place) })));
  const databases = Object.fromEntries(opened.map(({ name, database }) => [name, database]));
  const subgraphs = Object.fromEntries(opened.map(({ name, database, create }) => [name, create({ database, clock, logger })]));
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
    databases,
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
