import { Router, type Request, type Response } from 'express';
import type { Identity } from '../identity';
import { countFailure } from '../rates/failed-tries';
import { RequestRefused, signInFirst } from '../request-refused';
import { safeReturnTo } from './return-to';

/** Where a login ends that named no page: the front page. */
const HOME = '/';

/**
 * `GET /auth/login` sends the browser to the issuer (`returnTo`: a path of this site; `reauthenticate=1`: even who is
 * signed in proves it again; `practice`: the short name of the one to go on in, else where the person was last), `GET /auth/callback` takes it back, `POST /auth/logout` ends every session of the person.
 */
export function loginRoutes(identity: Identity): Router {
  const router = Router();
  router.get('/login', async (request, response) => {
    const origin = identity.origin(request);
    if (cameByAnotherName(request, origin)) return void response.redirect(303, `${origin}${request.originalUrl}`);
    const { url, browserToken } = await identity.login.begin({
      cookie: identity.cookie.read(request), purpose: request.query['reauthenticate'] === '1' ? 'REAUTHENTICATION' : 'LOGIN',
      returnTo: safeReturnTo(request.query['returnTo'], HOME), practiceSlug: textOf(request.query['practice']), redirectUri: `${origin}/auth/callback`,
    });
    identity.cookie.set(response, browserToken);
    response.redirect(303, url);
  });
  router.get('/callback', async (request, response) => {
    const cookie = identity.cookie.read(request);
    const { token, returnTo } = await identity.login.finish({ cookie, url: new URL(request.originalUrl, identity.origin(request)) }).catch((cause: unknown) => {
      if (cause instanceof RequestRefused && cause.status < 500) countFailure(identity.rates, { address: request.ip, account: cookie });
      throw cause;
    });
    identity.cookie.set(response, token);
    response.redirect(303, returnTo);
  });
  router.post('/logout', (request, response) => logout(identity, request, response));
  return router;
}

/** A name as long as it may be; anything else names no practice, and is refused at the end like any other that lets nobody in. */
function textOf(value: unknown): string | null {
  return value === undefined ? null : String(value).slice(0, 64);
}

/** The cookie belongs to one host: a login that began under another name of this machine would come back without it. */
function cameByAnotherName(request: Request, origin: string): boolean {
  const url = new URL(origin);
  return url.protocol === 'http:' && request.headers.host !== url.host && request.headers.host === `127.0.0.1:${request.socket.localPort}`;
}

async function logout(identity: Identity, request: Request, response: Response): Promise<void> {
  const session = await identity.session(request);
  if (!session) throw signInFirst();
  await identity.sessions.endAllOf(session.personId);
  identity.cookie.clear(response);
  response.json({ issuerLogoutUrl: await identity.login.issuerLogoutUrl(`${identity.origin(request)}/`) });
}
