import { keyRing, type Logger } from '@spindle/subgraph';
import { identitySchema } from '../identity';
import type { LiveParts } from '../settings';
import { LiveHub } from './live-hub';

/** What serves live events, where `DATABASE_URL` says that the gateway has a database; null otherwise: there is no `/live` then. */
export async function openLive(environment: NodeJS.ProcessEnv, logger: Logger): Promise<LiveParts | null> {
  const { DATABASE_URL: url, SPINDLE_SECRET: secret } = environment;
  if (!url || !secret) return null;
  return { hub: await LiveHub.open({ place: { url, secret }, schema: identitySchema, logger }), keys: keyRing('subgraph requests', { secret, environment }) };
}
