import { once } from 'node:events';
import { createServer, request as httpRequest, type ClientRequest, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import type { Viewer } from '@spindle/subgraph';
import { jsonLogger } from '@spindle/subgraph';
import { identitySchema } from '../identity';
import { LiveHub } from '../live/live-hub';
import { liveStream } from '../live/live-stream';
import { fixtureAuthentication, fixtureToken } from './fixture-tokens';

/** The live part of a gateway on a port of its own. */
export interface LiveGateway {
  readonly hub: LiveHub;
  readonly url: string;
  stop(): Promise<void>;
}

export async function liveGateway(place: { url: string; secret: string }, options: { heartbeatMs?: number; ownPage?: boolean } = {}): Promise<LiveGateway> {
  const logger = jsonLogger(() => undefined);
  const hub = await LiveHub.open({ place, schema: identitySchema, logger, heartbeatMs: options.heartbeatMs ?? 60_000 });
  const app = express().use('/live', liveStream({ hub, logger, authenticate: fixtureAuthentication, isFromOwnPage: () => options.ownPage ?? false }));
  const server: Server = createServer(app).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { hub, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, stop: async () => {
    await hub.stop();
    server.closeAllConnections();
    server.close();
  } };
}

export interface Message { readonly id: string | null; readonly event: string; readonly data: Record<string, string | number> }

/** A client of the stream that reads server-sent events by itself, remembers the last id, and can lose its connection. */
export class LiveClient {
  readonly messages: Message[] = [];
  lastId: string | null = null;
  status = 0;
  #request: ClientRequest | null = null;
  #rest = '';

  constructor(readonly viewer: Viewer) {}

  /** Resolves when the stream has begun, or was refused. */
  async connect(url: string, headers: Record<string, string> = {}): Promise<void> {
    const authorization = `Bearer ${fixtureToken(this.viewer)}`;
    this.#rest = '';
    const request = httpRequest(`${url}/live`, { agent: false, headers: { authorization, ...(this.lastId === null ? {} : { 'last-event-id': this.lastId }), ...headers } });
    this.#request = request;
    request.on('error', () => undefined).end();
    const [response] = await once(request, 'response') as [import('node:http').IncomingMessage];
    this.status = response.statusCode ?? 0;
    response.setEncoding('utf8').on('error', () => undefined).on('data', (text: string) => this.#read(text));
  }

  /** Cuts the connection, wherever it is in the middle of. */
  cut(): void {
    this.#request?.destroy();
    this.#request = null;
  }

  /** An event counts when its empty line has come; half of one is lost with the connection. */
  #read(text: string): void {
    const blocks = (this.#rest + text).split('\n\n');
    this.#rest = blocks.pop() ?? '';
    for (const block of blocks) {
      const fields = new Map(block.split('\n').filter((line) => !line.startsWith(':')).map((line): [string, string] => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)]));
      const id = fields.get('id') ?? null;
      if (id !== null) this.lastId = id;
      const data = fields.get('data');
      if (data !== undefined) this.messages.push({ id, event: fields.get('event') ?? 'message', data: JSON.parse(data) as Message['data'] });
    }
  }
}
