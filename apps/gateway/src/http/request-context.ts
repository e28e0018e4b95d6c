import { createHash, timingSafeEqual } from 'node:crypto';
import type { Request, Response } from 'express';
import { GraphQLError } from 'graphql';
import type { Viewer } from '@spindle/subgraph';
import { unauthenticated } from '../errors/told-errors';
import type { OperationContext } from '../execution/operation-context';
import { CredentialsRefused, NOBODY } from '../identity/credentials';
import type { Identity } from '../identity/identity';
import { requireAdmission } from '../identity/rates/admission';
import { countedAddress } from '../identity/rates/client-address';
import { RequestRefused } from '../identity/request-refused';
import { admission } from '../safelist/admission';
import type { Safelist } from '../safelist/safelist';
import type { Settings } from '../settings';

/** Makes the context of an operation from its HTTP request. Of the client's headers nothing else is taken along. */
export function contextOf(settings: Settings, safelist: Safelist): (exchange: { req: Request; res: Response }) => Promise<OperationContext> {
  const mayIntrospect = tokenCheck(settings.introspectionToken);
  const admit = admission(settings, safelist);
  return async ({ req, res }) => {
    const requestId = res.locals['requestId'] as string;
    const viewer = (await viewerOf(settings, req, res)) ?? (settings.guards.authentication ? null : NOBODY);
    const asking = { viewer, mayIntrospect: mayIntrospect(req.headers['x-introspection-token']) };
    return { requestId, request: viewer && { viewer, requestId }, mayIntrospect: asking.mayIntrospect, registered: admit(req, asking), address: countedAddress(req.ip), batches: new Map() };
  };
}

/** A practice's public page names the viewer beforehand; everybody else shows credentials. */
async function viewerOf(settings: Settings, request: Request, response: Response): Promise<Viewer | null> {
  try {
    const visitor = response.locals['visitor'] as Viewer | undefined;
    const viewer = visitor ?? (await settings.authenticate(request));
    if (viewer && settings.guards.rates && settings.identity) await limitByPerson(settings.identity, viewer, response);
    return viewer;
  } catch (cause) {
    if (cause instanceof RequestRefused) throw toGraphQLError(cause);
    if (!(cause instanceof CredentialsRefused)) throw cause;
    const requestId = response.locals['requestId'] as string;
    settings.logger.warn('credentials refused', { requestId, reason: cause.message });
    await settings.identity?.denials.recordUnauthenticated(countedAddress(request.ip), { requestId, operation: null });
    throw unauthenticated('These credentials do not hold, or no longer. Sign in again.');
  }
}

/** Visitors are many with one name: they are limited by practice and address. */
async function limitByPerson({ rates, denials }: Identity, viewer: Viewer, response: Response): Promise<void> {
  const { practiceId, personId, roles } = viewer;
  try {
    requireAdmission(response, rates.admit('practice', practiceId));
    if (!roles.includes('PUBLIC')) requireAdmission(response, rates.admit('person', personId));
  } catch (cause) {
    await denials.recordLimited(viewer, { requestId: response.locals['requestId'] as string, operation: null });
    throw cause;
  }
}

function toGraphQLError({ status, code, message, headers }: RequestRefused): GraphQLError {
  return new GraphQLError(message, { extensions: { code, http: { status, headers: new Map(Object.entries(headers)) } } });
}

function tokenCheck(expected: string | null): (shown: string | string[] | undefined) => boolean {
  if (!expected) return () => false;
  const digest = (text: string) => createHash('sha256').update(text).digest();
  const wanted = digest(expected);
  return (shown) => typeof shown === 'string' && timingSafeEqual(digest(shown), wanted);
}
