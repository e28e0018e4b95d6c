import { openDatabase, startSchemaWorkers, startSealer, type Database, type DatabasePlace, type SchemaWorkers, type SchemaWorkersOptions } from '@spindle/database';
import { inProcessTransport, LiveHub, startGateway, startIdentity, type GatewayOptions, type IdentityOptions, type RunningGateway } from '@spindle/gateway';
import { developmentIssuer, identitySchema } from '@spindle/gateway/identity';
import type { Clock } from '@spindle/kernel';
import { startObligationClock } from '@spindle/patient';
import { startUnaskedWork } from '@spindle/scheduling';
import { keyRing, systemClock, type Logger, type Subgraph } from '@spindle/subgraph';
import { rightsPath, supergraphPath } from '@spindle/supergraph';
import { SUBGRAPHS } from './subgraphs';

export interface ClinicOptions extends Partial<Pick<GatewayOptions, 'host' | 'followingPorts' | 'limits' | 'guards' | 'production'>>, Partial<Pick<IdentityOptions, 'issuer' | 'publicUrl' | 'rateLimits'>> {
  readonly place: DatabasePlace;
  /** 0 takes any free port. */
  readonly port: number;
  readonly logger: Logger;
  readonly clock?: Clock;
  /** Where the audit trails are anchored; nowhere when it is not given. */
  readonly anchorFolder?: string;
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

/** Starts the subgraphs, their relays, what seals their audit trails, and the gateway over a migrated database. */
export async function startClinic({ place, logger, clock = systemClock, anchorFolder, issuer = developmentIssuer(place.secret), publicUrl = null, rateLimits = {}, ...gatewayOptions }: ClinicOptions): Promise<Clinic> {
  const opened = await Promise.all(SUBGRAPHS.map(async (each) => ({ ...each, name: each.schema.schema, database: await openDatabase(each.schema, { ...place, clock }) })));
  const databases = Object.fromEntries(opened.map(({ name, database }) => [name, database]));
  const subgraphs = Object.fromEntries(opened.map(({ name, database, create }) => [name, create({ database, clock, logger })]));
  const hub = await LiveHub.open({ place, schema: identitySchema, logger });
  const sealing = { ...place, logger, keys: keyRing('audit heads', { secret: place.secret, environment: process.env }), anchorFolder: anchorFolder ?? null };
  const workers = await startWorkers({ ...receiversOf(subgraphs), gateway: (event) => hub.receive(event) }, sealing);
  const work = [...workers, startWork(databases, { place, logger, clock }), await startSealer({ ...sealing, schema: identitySchema.schema })];
  const gateway = await startGateway({
    ...gatewayOptions,
    logger,
    supergraphPath,
    rightsPath,
    transports: Object.fromEntries(Object.entries(subgraphs).map(([name, subgraph]) => [name, inProcessTransport(subgraph)])),
    live: { hub, keys: keyRing('subgraph requests', { secret: place.secret, environment: process.env }) },
    identity: await startIdentity({ place, issuer, publicUrl, rateLimits, logger }),
  });
  return {
    gateway,
    subgraphs,
    databases,
    settled: async () => { await Promise.all(workers.map(({ relay }) => relay.drained())); },
    stop: async () => {
      await Promise.all(work.map((worker) => worker.stop()));
      await gateway.close();
      await Promise.all(Object.values(subgraphs).map((subgraph) => subgraph.close()));
    },
  };
}

/** Starts what the subgraphs do without being asked. */
function startWork({ patient, scheduling }: Readonly<Record<string, Database>>, surroundings: { place: DatabasePlace; logger: Logger; clock: Clock }): { stop(): Promise<void> } {
  if (!patient || !scheduling) throw new Error('A database of the clinic is missing.');
  const work = [startObligationClock({ ...surroundings, database: patient }), startUnaskedWork({ ...surroundings, database: scheduling })];
  return { stop: async () => void (await Promise.all(work.map((each) => each.stop()))) };
}

type Receive = Subgraph['receive'];

function receiversOf(subgraphs: Readonly<Record<string, Subgraph>>): Record<string, Receive> {
  return Object.fromEntries(Object.entries(subgraphs).map(([name, subgraph]) => [name, (event) => subgraph.receive(event)]));
}

function startWorkers(receivers: Readonly<Record<string, Receive>>, surroundings: Omit<SchemaWorkersOptions, 'schema' | 'deliver'>): Promise<SchemaWorkers[]> {
  const deliver = (subscriber: string, event: Parameters<Receive>[0]): ReturnType<Receive> => {
    const receive = receivers[subscriber];
    if (!receive) throw new Error(`There is no subscriber ${subscriber}.`);
    return receive(event);
  };
  return Promise.all(SUBGRAPHS.map(({ schema: { schema } }) => startSchemaWorkers({ ...surroundings, schema, deliver })));
}
