import type { Request, Response } from 'express';
import type { Identity } from '../identity';
import { requireAdmission } from '../rates/admission';
import { RequestRefused, signInFirst } from '../request-refused';
import type { Session } from './sessions';

/** The session of a request that needs one. Counted by practice and person. */
export async function requireSession(identity: Identity, request: Request, response: Response): Promise<Session> {
  const session = await identity.session(request);
  if (!session) throw signInFirst();
  requireAdmission(response, identity.rates.admit('practice', session.practiceId));
  requireAdmission(response, identity.rates.admit('person', session.personId));
  return session;
}

/** A session whose person administers the practice. */
export async function requireAdmin(identity: Identity, request: Request, response: Response): Promise<Session> {
  const session = await requireSession(identity, request, response);
  if (!session.viewer.roles.includes('PRACTICE_ADMIN')) throw new RequestRefused(403, 'FORBIDDEN', 'This is for the administrators of the practice.');
  return session;
}
