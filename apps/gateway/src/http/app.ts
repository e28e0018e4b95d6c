import { randomUUID } from 'node:crypto';
import type { RequestListener } from 'node:http';
import { expressMiddleware } from '@as-integrations/express5';
import express, { type Express, type Request, type RequestHandler, type Response } from 'express';
import { serveCalendar } from '../calendar/serve-calendar';
import { frontPage } from '../front-page/front-page';
import { dayList } from '../exports/day-list';
import { patientFiles } from '../exports/serve-files';
import type { GraphiqlFiles } from '../graphiql/graphiql-files';
import type { Identity } from '../identity/identity';
import { visitors } from '../identity/practices/visitors';
import { identityRoutes, limitByAddress, limitVisitors } from '../identity/routes';
import { liveStream } from '../live/live-stream';
import { isFromOwnPage } from '../live/own-page';
import { receiveEvents } from '../live/receive-events';
import type { Safelist } from '../safelist/safelist';
import type { LiveParts, Settings } from '../settings';
import { serveMetrics } from '../telemetry/serve-metrics';
import { tracedRequest } from '../telemetry/trace-requests';
import { serveVisitLinks } from '../visit-links/serve-visit-link';
import { answerRest, graphqlMethods, jsonBodies } from './refusals';
import { contextOf } from './request-context';
import { securityHeaders } from './security-headers';
import type { Generation } from '../execution/generation';

export interface AppParts {
  readonly settings: Settings;
  readonly safelist: Safelist;
  /** Runs a request on the generation of the moment, which stays until the request has ended. */
  withGeneration(run: (generation: Generation) => Promise<void>): Promise<void>;
  /** Resolves when the gateway can answer; rejects with the reason otherwise. */
  ready(): Promise<void>;
  isDraining(): boolean;
  /** The bundled GraphiQL; null where it is not served. */
  readonly graphiql: GraphiqlFiles | null;
}

/** Everything the gateway serves over HTTP. */
export function createApp(parts: AppParts): RequestListener {
  const { settings } = parts;
  const app = express();
  app.disable('x-powered-by').disable('etag');
  app.use(securityHeaders(settings.production), requestId, closeWhileDraining(parts));
  app.set('trust proxy', [...settings.trustedProxies]);
  app.get('/health', (_request, response) => { response.json({ status: 'alive' }); });
  app.get('/ready', readiness(parts));
  app.get('/metrics', serveMetrics(settings.metricsToken));
  if (settings.live) app.post('/events', ...receiveEvents({ ...settings.live, logger: settings.logger }));
  if (settings.identity && settings.guards.rates) app.use(limitByAddress(settings.identity));
  const graph = [graphqlMethods, jsonBodies, express.json({ limit: settings.limits.bodyBytes, strict: false }), graphql(parts)];
  app.use('/graphql', graph);
  app.get('/calendar/:token', serveCalendar(parts.withGeneration));
  app.use('/visit', visitorLimit(settings), serveVisitLinks(parts.withGeneration));
  if (settings.live) serveLive(app, settings, settings.live);
  if (settings.identity) serveIdentity(app, settings.identity, { graph: [visitorLimit(settings), ...graph], hasGraphiql: parts.graphiql !== null, withGeneration: parts.withGeneration });
  if (parts.graphiql) app.use('/graphiql', parts.graphiql.serve);
  return (request, response) => {
    const rest = (cause?: unknown): void => answerRest(response as Response, cause, settings.logger);
    void app(request as Request, response as Response, rest);
  };
}

function serveLive(app: Express, { logger, authenticate }: Settings, { hub }: LiveParts): void {
  app.use('/live', liveStream({ hub, logger, authenticate: (request) => authenticate(request, { isActivity: false }), isFromOwnPage: (request) => isFromOwnPage(request.headers) }));
}

/** Whoever asks without a login is counted by address, more strictly than others. */
function visitorLimit({ identity, guards }: Settings): RequestHandler {
  return identity && guards.rates ? limitVisitors(identity) : (_request, _response, next) => next();
}

function serveIdentity(app: Express, identity: Identity, { graph, hasGraphiql, withGeneration }: { readonly graph: RequestHandler[]; readonly hasGraphiql: boolean } & Pick<AppParts, 'withGeneration'>): void {
  app.use('/patients', patientFiles(identity, withGeneration));
  app.use('/day-list', dayList(identity, withGeneration));
  app.use(['/public/graphql', '/public/:slug/graphql'], visitors(identity), graph);
  app.use(identityRoutes(identity), frontPage(identity, { hasGraphiql }));
}

/** Every request gets an id of ours, which the answer, the log and the subgraphs share. A client's own is not taken. */
const requestId: RequestHandler = (_request, response, next) => {
  response.locals['requestId'] = randomUUID();
  response.setHeader('x-request-id', response.locals['requestId'] as string);
  next();
};

function closeWhileDraining({ isDraining }: AppParts): RequestHandler {
  return (_request, response, next) => {
    if (isDraining()) response.setHeader('connection', 'close');
    next();
  };
}

function readiness({ ready, isDraining }: AppParts): RequestHandler {
  return async (_request, response) => {
    if (isDraining()) return void response.status(503).json({ status: 'closing' });
    await ready().then(() => response.json({ status: 'ready' }), () => response.status(503).json({ status: 'not ready' }));
  };
}

const middlewares = new WeakMap<Generation, RequestHandler>();

function graphql({ settings, safelist, withGeneration }: AppParts): RequestHandler {
  const context = contextOf(settings, safelist);
  return (request, response, next) => tracedRequest(response, () => withGeneration(async (generation) => {
    const serve = middlewares.get(generation) ?? expressMiddleware(generation.server, { context });
    middlewares.set(generation, serve);
    await serve(request, response, next);
  }));
}
