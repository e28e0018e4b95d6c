import { Router, type Request, type Response } from 'express';
import { ok, parseId } from '@spindle/kernel';
import { BREAK_GLASS_CLASSES } from '@spindle/subgraph';
import type { Identity } from '../identity';
import { isFresh } from '../login/login';
import { RequestRefused, signInFirst } from '../request-refused';
import { requireAdmin, requireSession } from '../sessions/require-session';
import type { Session } from '../sessions/sessions';
import type { WorkerSql } from '../store';
import { checkBreakGlass, checkReview, type BreakGlassRefusal } from './break-glass';
import { endBreakGlass, findUnreviewed, grantBreakGlass, reviewGrant } from './break-glass.repository';

const REFUSALS: Readonly<Record<BreakGlassRefusal['kind'], { readonly status: number; readonly code: string }>> = {
  InvalidInput: { status: 400, code: 'BAD_USER_INPUT' },
  NotAllowed: { status: 403, code: 'FORBIDDEN' },
  ReauthenticationRequired: { status: 403, code: 'REAUTHENTICATION_REQUIRED' },
};

const REVIEW_REFUSALS = {
  UNKNOWN: new RequestRefused(404, 'NOT_FOUND', 'There is no such emergency access in this practice.'),
  OWN: new RequestRefused(403, 'OWN_ACCESS', 'Somebody else has to review your own access.'),
  ALREADY: new RequestRefused(409, 'ALREADY_REVIEWED', 'This emergency access was reviewed before.'),
} as const;

/**
 * `POST /break-glass` `{ patientId, reasonCode, reason }` and `DELETE /break-glass`: emergency access to one patient's
 * record, for four hours or until logout. `GET /break-glass/reviews`, `POST /break-glass/reviews/:id` `{ outcome, note }`:
 * what the practice's administrators make of it.
 */
export function breakGlassRoutes(identity: Identity): Router {
  const router = Router();
  router.post('/', (request, response) => breakGlass(identity, request, response));
  router.delete('/', async (request, response) => {
    const session = await requireSession(identity, request, response);
    await change(identity, { session, response }, (sql) => endBreakGlass(sql, session));
    response.status(204).end();
  });
  router.get('/reviews', async (request, response) => {
    const session = await requireAdmin(identity, request, response);
    const reading = identity.store.service.session(session.viewer);
    const grants = await findUnreviewed(reading, session.practiceId).finally(() => reading.end());
    response.json({ grants });
  });
  router.post('/reviews/:id', (request, response) => review(identity, request, response));
  return router;
}

async function breakGlass(identity: Identity, request: Request, response: Response): Promise<void> {
  const session = await requireSession(identity, request, response);
  const asked = checkBreakGlass((request.body ?? {}) as Record<string, unknown>, { roles: session.viewer.roles, isFresh: isFresh(session, Date.now()) });
  if (!asked.ok) {
    if (asked.error.kind !== 'InvalidInput') await recordRefusal(identity, session, { request, response });
    throw refusalOf(asked.error);
  }
  const { id, expiresAt } = await change(identity, { session, response }, (sql) => grantBreakGlass(sql, session, asked.value));
  response.status(201).json({ grantId: id, patientId: asked.value.patientId, expiresAt });
}

async function recordRefusal({ denials }: Identity, { viewer }: Session, { request, response }: { readonly request: Request; readonly response: Response }): Promise<void> {
  const patientId = parseId(String((request.body as Record<string, unknown> | undefined)?.['patientId']));
  await denials.record(viewer, { requestId: response.locals['requestId'] as string, operation: 'breakGlass', fieldClasses: BREAK_GLASS_CLASSES, patientIds: patientId ? [patientId] : [] });
}

async function review(identity: Identity, request: Request, response: Response): Promise<void> {
  const session = await requireAdmin(identity, request, response);
  const reviewed = checkReview((request.body ?? {}) as Record<string, unknown>);
  if (!reviewed.ok) throw refusalOf(reviewed.error);
  const id = parseId(String(request.params['id']));
  if (!id) throw REVIEW_REFUSALS.UNKNOWN;
  const outcome = await identity.store.service.session(session.viewer).transaction(async ({ sql }) => ok(await reviewGrant(sql, session, { ...reviewed.value, id })));
  if (outcome.ok && outcome.value !== 'REVIEWED') throw REVIEW_REFUSALS[outcome.value];
  response.status(204).end();
}

/** Changes what the session may do, and its secret with it. */
async function change<R>(identity: Identity, { session, response }: { session: Session; response: Response }, work: (sql: WorkerSql) => Promise<R>): Promise<R> {
  const { token, result } = await identity.store.worker.transaction(async (sql) => {
    const renewed = await identity.sessions.renew(sql, session);
    if (renewed === null) throw signInFirst();
    return { token: renewed, result: await work(sql) };
  });
  identity.cookie.set(response, token);
  return result;
}

function refusalOf({ kind, message }: BreakGlassRefusal): RequestRefused {
  return new RequestRefused(REFUSALS[kind].status, REFUSALS[kind].code, message);
}
