import { Router, type Response } from 'express';
import type { Identity } from '../identity';
import { findMembershipsOfPerson } from '../people/people.repository';
import { RequestRefused } from '../request-refused';
import { requireSession } from './require-session';
import { CSRF_HEADER } from './same-origin';
import type { Session } from './sessions';

/** `GET /session`: who is signed in. `POST /session/practice` `{ practiceId }` or `{ slug }`: goes on in another practice of the person's. */
export function sessionRoutes(identity: Identity): Router {
  const router = Router();
  router.get('/', async (request, response) => {
    await show(identity, await requireSession(identity, request, response), response);
  });
  router.post('/practice', async (request, response) => {
    const session = await requireSession(identity, request, response);
    const { practiceId, slug } = (request.body ?? {}) as { practiceId?: unknown; slug?: unknown };
    const membership = (await findMembershipsOfPerson(identity.store.worker, session.personId)).find((each) => each.practiceId === practiceId || each.practiceSlug === slug);
    if (!membership) throw new RequestRefused(404, 'NOT_FOUND', 'You belong to no such practice.');
    const token = await identity.sessions.moveTo(session, membership.practiceId);
    identity.cookie.set(response, token);
    const moved = await identity.sessions.find(token, { isActivity: true });
    if (!moved) throw new RequestRefused(403, 'FORBIDDEN', 'Nothing may be done in this practice by a login.');
    await show(identity, moved, response);
  });
  return router;
}

async function show(identity: Identity, session: Session, response: Response): Promise<void> {
  const memberships = await findMembershipsOfPerson(identity.store.worker, session.personId);
  const { viewer, grantExpiresAt } = session;
  response.json({
    person: { id: session.personId, name: session.personName },
    practice: { id: session.practiceId, slug: session.practiceSlug, name: session.practiceName },
    practices: memberships.map(({ practiceId: id, practiceSlug: slug, practiceName: name }) => ({ id, slug, name })),
    roles: viewer.roles, siteIds: viewer.siteIds, practitionerId: viewer.practitionerId ?? null, patientId: viewer.patientId ?? null,
    breakGlass: viewer.breakGlass ? { ...viewer.breakGlass, expiresAt: grantExpiresAt } : null,
    authenticatedAt: session.authenticatedAt, expiresAt: session.expiresAt, idleMinutes: identity.sessions.idleMinutes, csrfHeader: CSRF_HEADER,
  });
}
