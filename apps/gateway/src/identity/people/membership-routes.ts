import { Router, type Request, type Response } from 'express';
import { parseId, type Result } from '@spindle/kernel';
import type { Identity } from '../identity';
import { RequestRefused } from '../request-refused';
import { requireAdmin } from '../sessions/require-session';
import type { Session } from '../sessions/sessions';
import { checkMembership, checkRights, type MembershipRefusal } from './membership-changes';
import { MembershipService, type Changed, type MembershipChangeRefusal, type MembershipPlace } from './membership.service';

const PAGE = 100;

const REFUSALS: Readonly<Record<MembershipRefusal['kind'] | MembershipChangeRefusal['kind'], { readonly status: number; readonly code: string }>> = {
  InvalidInput: { status: 400, code: 'BAD_USER_INPUT' },
  UnknownMembership: { status: 404, code: 'NOT_FOUND' },
  AlreadyMember: { status: 409, code: 'ALREADY_MEMBER' },
  StaleVersion: { status: 409, code: 'STALE_VERSION' },
  LastAdministrator: { status: 409, code: 'LAST_ADMINISTRATOR' },
  NoLongerAdministrator: { status: 403, code: 'FORBIDDEN' },
};

/**
 * The people of the administrator's own practice: `GET /memberships?after=`, `POST /memberships`,
 * `PUT /memberships/:id` and `DELETE /memberships/:id`, the last two with the `version` that was read.
 */
export function membershipRoutes(identity: Identity): Router {
  const router = Router();
  router.get('/', async (request, response) => {
    const { memberships } = await admin(identity, request, response);
    const after = request.query['after'] === undefined ? null : parseId(String(request.query['after']));
    const page = await memberships.list(after, PAGE);
    response.json({ memberships: page, after: page.length === PAGE ? page.at(-1)?.id : null });
  });
  router.post('/', async (request, response) => {
    const { memberships } = await admin(identity, request, response);
    response.status(201).json(told(await memberships.add(told(checkMembership(bodyOf(request))))));
  });
  router.put('/:id', async (request, response) => {
    const { memberships, session } = await admin(identity, request, response);
    const rights = told(checkRights(bodyOf(request)));
    await announce(identity, told(await memberships.change(placeOf(request), rights)), { session, response });
  });
  router.delete('/:id', async (request, response) => {
    const { memberships, session } = await admin(identity, request, response);
    await announce(identity, told(await memberships.end(placeOf(request))), { session, response });
  });
  return router;
}

async function admin(identity: Identity, request: Request, response: Response): Promise<{ memberships: MembershipService; session: Session }> {
  const session = await requireAdmin(identity, request, response);
  const { service, worker } = identity.store;
  return { session, memberships: new MembershipService({ service, worker, issuerName: identity.issuerName }, session.viewer) };
}

/** Whose rights changed signs in again, in every browser. */
async function announce(identity: Identity, { membership }: Changed, { session, response }: { session: Session; response: Response }): Promise<void> {
  await identity.sessions.endAllOf(membership.personId);
  if (membership.personId === session.personId) identity.cookie.clear(response);
  response.json({ id: membership.id, version: membership.version });
}

function bodyOf(request: Request): Readonly<Record<string, unknown>> {
  return (request.body ?? {}) as Record<string, unknown>;
}

function placeOf(request: Request): MembershipPlace {
  const id = parseId(String(request.params['id']));
  const version = Number(bodyOf(request)['version'] ?? request.query['version']);
  if (!id) throw new RequestRefused(404, 'NOT_FOUND', 'There is no such membership in this practice.');
  if (!Number.isInteger(version)) throw new RequestRefused(400, 'BAD_USER_INPUT', 'version is to be the number that was read with the membership.');
  return { id, version };
}

function told<T>(result: Result<T, MembershipRefusal | MembershipChangeRefusal>): T {
  if (result.ok) return result.value;
  const { status, code } = REFUSALS[result.error.kind];
  throw new RequestRefused(status, code, result.error.message);
}
