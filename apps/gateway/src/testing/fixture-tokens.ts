import type { IncomingMessage } from 'node:http';
import type { Viewer } from '@spindle/subgraph';
import { CredentialsRefused } from '../identity/credentials';

const issued = new Map<string, Viewer>();

/** A token that stands for a viewer in this spec, where how people sign in is not the matter. */
export function fixtureToken(viewer: Viewer): string {
  const token = `fixture-${crypto.randomUUID()}`;
  issued.set(`Bearer ${token}`, viewer);
  return token;
}

/** Knows the viewers of `fixtureToken`; null without the header. */
export async function fixtureAuthentication({ headers: { authorization } }: Pick<IncomingMessage, 'headers'>): Promise<Viewer | null> {
  if (authorization === undefined) return null;
  const viewer = issued.get(authorization);
  if (!viewer) throw new CredentialsRefused('another token');
  return viewer;
}
