import { Router, type RequestHandler } from 'express';
import type { Identity } from '../identity/identity';
import { findMembershipsOfPerson } from '../identity/people/people.repository';
import { FRONT_PAGE_SCRIPT } from './front-page-script';
import { frontPageHtml, type SignedIn } from './front-page-html';

/** The page's own script and style; requests to this gateway; nothing from elsewhere. */
const CONTENT_SECURITY = "default-src 'none'; script-src 'self'; style-src 'unsafe-inline'; img-src data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** `GET /`: where a person signs in and out, and sees as whom they are here. */
export function frontPage(identity: Identity, { hasGraphiql }: { readonly hasGraphiql: boolean }): Router {
  const router = Router();
  router.get('/front-page.js', (_request, response) => void response.type('text/javascript').send(FRONT_PAGE_SCRIPT));
  router.get('/', page(identity, hasGraphiql));
  return router;
}

function page(identity: Identity, hasGraphiql: boolean): RequestHandler {
  return async (request, response) => {
    const session = await identity.session(request);
    const signedIn: SignedIn | null = session && { session, practices: await findMembershipsOfPerson(identity.store.worker, session.personId) };
    response.setHeader('content-security-policy', CONTENT_SECURITY).type('html').send(frontPageHtml({ signedIn, hasLogin: identity.hasLogin, hasGraphiql }));
  };
}
