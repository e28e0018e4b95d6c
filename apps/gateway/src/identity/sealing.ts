import { startSealer, type DatabasePlace, type Sealer } from '@spindle/database';
import { sealingOf, type Logger } from '@spindle/subgraph';
import type { Environment } from '../environment';
import { identitySchema } from './schema';

/** Seals the gateway's own audit trail, where the gateway is a process of its own. */
export function sealIdentity(place: DatabasePlace, environment: Environment, logger: Logger): Promise<Sealer> {
  return startSealer({ ...place, ...sealingOf(place.secret, environment), schema: identitySchema.schema, logger });
}
