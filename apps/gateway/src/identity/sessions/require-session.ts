import type { Request, Response } from 'express';
import type { Identity } from '../identity';
import { requireAdmission } from '../rates/admission';
import { countedAddress } from '../rates/client-address';
import { RequestRefused, signInFirst } from '../request-refused';
import type { Session } from './sessions';

/** The session of a request that needs one. Counted by practice and person. */
export async function requireSession(identity: Identity, request: Request, response: Response): Promise<Session> {
  const session = await identity.session(request);
  if (!session) {
    await identity.denials.recordUnauthenticated(countedAddress(request.ip), { requestId: response.locals['requestId'] as string, operation: null });
    throw signInFirst();
  }
  try {
    requireAdmission(response, identity.rates.admit('practice', session.practiceId));
    requireAdmission(response, identity.rates.admit('person', session.personId));
  } catch (cause) {
    await identity.denials.recordLimited(session.viewer, { requestId: response.locals['requestId'] as string, operation: null });
    throw cause;
  }
  return session;
}

/** A session whose person administers the practice. */
export async function requireAdmin(identity: Identity, request: Request, response: Response): Promise<Session> {
  const session = await requireSession(identity, request, response);
  if (session.viewer.roles.includes('PRACTICE_ADMIN')) return session;
  await identity.denials.record(session.viewer, { requestId: response.locals['requestId'] as string, operation: null, fieldClasses: ['STAFF'] });
  throw new RequestRefused(403, 'FORBIDDEN', 'This is for the administrators of the practice.');
}
