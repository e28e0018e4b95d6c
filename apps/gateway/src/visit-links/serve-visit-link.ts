import { randomUUID } from 'node:crypto';
import express, { Router, type Request, type Response } from 'express';
import { parseId } from '@spindle/kernel';
import { hashOfToken, practiceOfToken, type Role } from '@spindle/subgraph';
import type { Generation } from '../execution/generation';
import { runOwnOperation } from '../execution/own-operation';
import { NOBODY } from '../identity/credentials';
import { answeredPage, NOT_VALID_PAGE, PAGE_POLICY, visitPage, type ShownVisit } from './visit-page';

const BODY_LIMIT = '1kb';

const LOCATION = 'location { name addressLines city telephone }';
const SHOW = `query LinkedVisit($tokenHash: String!) { linkedVisit(tokenHash: $tokenHash) { localStart ${LOCATION} } }`;
const ANSWER = `mutation AnswerVisitByLink($input: AnswerVisitByLinkInput!) { answerVisitByLink(input: $input) { visit { localStart ${LOCATION} } errors { __typename } } }`;

/** An operation that the gateway sends for whoever holds a link. */
interface LinkOperation {
  readonly query: string;
  readonly operation: string;
  readonly variables: Record<string, unknown>;
  readonly role: Role;
}

/**
 * `/visit/<token>`: the page of a link in a message. GET shows when and where the visit is and changes nothing, whoever
 * fetches it beforehand; POST confirms or cancels, as a visitor of the practice that the token names. A link that does
 * not hold is answered the same way whatever the reason. The token goes into no log.
 */
export function serveVisitLinks(withGeneration: (run: (generation: Generation) => Promise<void>) => Promise<void>): Router {
  const router = Router();
  const run = async (request: Request, response: Response, { query, operation, variables, role }: LinkOperation): Promise<unknown> => {
    const practiceId = practiceOfToken(String(request.params['token']));
    if (!practiceId) return null;
    let shown: unknown = null;
    const requestId = response.locals['requestId'] as string;
    await withGeneration(async (generation) => {
      const viewer = { practiceId, personId: NOBODY.personId, roles: [role], siteIds: null };
      const { data, errors } = await runOwnOperation(generation, { query, operation, variables, viewer, requestId });
      if (errors) throw new Error('The visit of a link could not be read or changed.');
      shown = data;
    });
    return shown;
  };
  router.get('/:token', async (request, response) => {
    const tokenHash = hashOfToken(String(request.params['token']));
    const shown = await run(request, response, { query: SHOW, operation: 'LinkedVisit', variables: { tokenHash }, role: 'SERVICE' }) as { linkedVisit: ShownVisit | null } | null;
    answer(response, shown?.linkedVisit ? visitPage(shown.linkedVisit) : null);
  });
  router.post('/:token', express.urlencoded({ extended: false, limit: BODY_LIMIT }), async (request, response) => {
    const { answer: wanted, key } = (request.body ?? {}) as Record<string, unknown>;
    if (wanted !== 'CONFIRM' && wanted !== 'CANCEL') return answer(response, null);
    const input = { idempotencyKey: parseId(String(key)) ?? randomUUID(), token: String(request.params['token']), answer: wanted };
    const changed = await run(request, response, { query: ANSWER, operation: 'AnswerVisitByLink', variables: { input }, role: 'PUBLIC' }) as { answerVisitByLink: { visit: ShownVisit | null } } | null;
    answer(response, changed?.answerVisitByLink.visit ? answeredPage(changed.answerVisitByLink.visit, wanted) : null);
  });
  return router;
}

function answer(response: Response, page: string | null): void {
  response.status(page === null ? 404 : 200).setHeader('content-security-policy', PAGE_POLICY).setHeader('content-type', 'text/html; charset=utf-8').end(page ?? NOT_VALID_PAGE);
}
