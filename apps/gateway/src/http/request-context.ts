import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { Request, Response } from 'express';
import { unauthenticated } from '../errors/told-errors';
import type { OperationContext } from '../execution/operation-context';
import { CredentialsRefused, NOBODY } from '../identity/credentials';
import { admission } from '../safelist/admission';
import type { Safelist } from '../safelist/safelist';
import type { Settings } from '../settings';

/** Makes the context of an operation from its HTTP request. Of the client's headers nothing else is taken along. */
export function contextOf(settings: Settings, safelist: Safelist): (exchange: { req: Request; res: Response }) => Promise<OperationContext> {
  const mayIntrospect = tokenCheck(settings.introspectionToken);
  const admit = admission(settings, safelist);
  return async ({ req, res }) => {
    const requestId = res.locals['requestId'] as string;
    const viewer = (await authenticate(settings, req.headers, requestId)) ?? (settings.guards.authentication ? null : NOBODY);
    const asking = { viewer, mayIntrospect: mayIntrospect(req.headers['x-introspection-token']) };
    return { requestId, request: viewer && { viewer, requestId }, mayIntrospect: asking.mayIntrospect, registered: admit(req, asking), batches: new Map() };
  };
}

async function authenticate({ authenticate: check, logger }: Settings, headers: IncomingHttpHeaders, requestId: string) {
  try {
    return await check(headers);
  } catch (cause) {
    if (!(cause instanceof CredentialsRefused)) throw cause;
    logger.warn('credentials refused', { requestId, reason: cause.message });
    throw unauthenticated('These credentials do not hold, or no longer. Sign in again.');
  }
}

function tokenCheck(expected: string | null): (shown: string | string[] | undefined) => boolean {
  if (!expected) return () => false;
  const digest = (text: string) => createHash('sha256').update(text).digest();
  const wanted = digest(expected);
  return (shown) => typeof shown === 'string' && timingSafeEqual(digest(shown), wanted);
}
