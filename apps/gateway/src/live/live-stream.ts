import type { Request, RequestHandler, Response } from 'express';
import type { Logger, Viewer } from '@spindle/subgraph';
import { refuse } from '../http/refusals';
import { CredentialsRefused } from '../identity/credentials';
import { LiveConnection } from './live-connection';
import { mayListen } from './live-event';
import type { LiveHub } from './live-hub';

/** Streams that one person, and this gateway, may have open: a browser has one for each tab. */
const STREAMS_OF_PERSON = 20;
const STREAMS = 5_000;

export interface LiveStreamOptions {
  readonly hub: LiveHub;
  readonly logger: Logger;
  /** For whom the request is made, listening being no activity; null without credentials. Throws `CredentialsRefused` for bad ones. */
  readonly authenticate: (request: Request) => Promise<Viewer | null>;
  /** Whether the request comes from a page of our own. */
  readonly isFromOwnPage: (request: Request) => boolean;
}

/**
 * `GET /live`: server-sent events. Cookies count from our own pages only, a bearer token in its header alone: an address
 * is kept by proxies and histories, so there is nothing to put into it.
 */
export function liveStream(options: LiveStreamOptions): RequestHandler {
  return async (request, response) => {
    if (request.method !== 'GET') return void refuse(response.setHeader('allow', 'GET'), 405, { code: 'BAD_REQUEST', message: 'Live events are served to GET.' });
    if (request.originalUrl.includes('?')) return refuse(response, 400, { code: 'BAD_REQUEST', message: 'Live events take nothing in their address: sign in by cookie or header.' });
    const viewer = await viewerOf(options, request);
    if (!viewer) return refuse(response, 401, { code: 'UNAUTHENTICATED', message: 'Sign in first.' });
    if (!mayListen(viewer)) return refuse(response, 403, { code: 'FORBIDDEN', message: 'Live events are for people of the practice.' });
    if (options.hub.connectionCount >= STREAMS || options.hub.countOf(viewer.personId) >= STREAMS_OF_PERSON) {
      return refuse(response.setHeader('retry-after', '30'), 429, { code: 'OVERLOADED', message: 'Too many streams are open. Close some of the pages.' });
    }
    const connection = new LiveConnection(viewer, response);
    watchCredentials(options, { request, response, connection });
    await options.hub.join(connection, positionOf(request));
  };
}

async function viewerOf({ authenticate, isFromOwnPage, logger }: LiveStreamOptions, request: Request): Promise<Viewer | null> {
  if (request.headers.authorization === undefined && !isFromOwnPage(request)) return null;
  try {
    return await authenticate(request);
  } catch (cause) {
    if (!(cause instanceof CredentialsRefused)) throw cause;
    logger.warn('credentials refused', { reason: cause.message });
    return null;
  }
}

/** What the client was told last; anything that is no position counts as one that is not kept any more. */
function positionOf({ headers }: Request): number | null {
  const id = headers['last-event-id'];
  if (id === undefined) return null;
  return typeof id === 'string' && /^\d{1,15}$/.test(id) ? Number(id) : -1;
}

interface OpenStream { readonly request: Request; readonly response: Response; readonly connection: LiveConnection }

/** With each sign of life a stream asks whether its credentials still hold: it ends with the session, and never keeps one alive. */
function watchCredentials(options: LiveStreamOptions, { request, response, connection }: OpenStream): void {
  const check = setInterval(() => {
    void viewerOf(options, request).then((viewer) => { if (!viewer) connection.end(); }, () => connection.end());
  }, options.hub.heartbeatMs).unref();
  response.once('close', () => clearInterval(check));
}
