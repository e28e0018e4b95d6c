import { startSealer, type SealerOptions } from './audit/chain/sealer';
import { startRelay, type Relay, type RelayOptions } from './events/relay';

/** What a schema's worker does beside the requests: delivers its events, and seals its audit trail. */
export interface SchemaWorkers {
  readonly relay: Relay;
  /** Lets what is under way end, then lets go of the database. */
  stop(): Promise<void>;
}

export type SchemaWorkersOptions = Pick<RelayOptions, 'url' | 'secret' | 'schema' | 'deliver' | 'logger'> & Pick<SealerOptions, 'keys' | 'anchorFolder'>;

/** Starts a schema's relay and sealer. Rejects when the database does not answer. */
export async function startSchemaWorkers(options: SchemaWorkersOptions): Promise<SchemaWorkers> {
  const [relay, sealer] = await Promise.all([startRelay(options), startSealer(options)]);
  return { relay, stop: async () => void (await Promise.all([relay.stop(), sealer.stop()])) };
}
