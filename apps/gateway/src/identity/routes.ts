import express, { Router, type RequestHandler } from 'express';
import { breakGlassRoutes } from './break-glass/break-glass-routes';
import type { Identity } from './identity';
import { loginRoutes } from './login/login-routes';
import { membershipRoutes } from './people/membership-routes';
import { countedAddress } from './rates/client-address';
import { requireAdmission } from './rates/admission';
import { sessionRoutes } from './sessions/session-routes';

/** Bodies here are a few fields. */
const BODY_LIMIT = '16kb';

/** Login, session, emergency access and people administration, beside the graph. */
export function identityRoutes(identity: Identity): Router {
  const router = Router();
  router.use(['/auth', '/session', '/break-glass', '/memberships'], express.json({ limit: BODY_LIMIT, strict: true }));
  router.use('/auth', loginRoutes(identity));
  router.use('/session', sessionRoutes(identity));
  router.use('/break-glass', breakGlassRoutes(identity));
  router.use('/memberships', membershipRoutes(identity));
  return router;
}

/** Counts each request by its address, before anything else is done for it. */
export function limitByAddress(identity: Identity): RequestHandler {
  return (request, response, next) => {
    requireAdmission(response, identity.rates.admit('address', countedAddress(request.ip)));
    next();
  };
}

/** Counts a request without a login by its address, beside all others of that address. */
export function limitVisitors(identity: Identity): RequestHandler {
  return (request, response, next) => {
    requireAdmission(response, identity.rates.admit('visitor', countedAddress(request.ip)));
    next();
  };
}
