import { randomUUID } from 'node:crypto';
import type { Request, RequestHandler, Response } from 'express';
import type { Logger } from '@spindle/subgraph';
import { TOLD } from '../errors/told-errors';
import { problemPage, PROBLEM_PAGE_POLICY, type Problem } from '../front-page/problem-page';
import { RequestRefused } from '../identity/request-refused';

/** Answers in the form of a GraphQL response without data, so that clients need to read one form only; to a person's browser that opened the address, as a page. */
export function refuse(response: Response, status: number, { code, message, reference }: Problem): void {
  if (isOpenedByBrowser(response.req)) return void response.status(status).setHeader('content-security-policy', PROBLEM_PAGE_POLICY).type('html').send(problemPage({ code, message, ...(reference ? { reference } : {}) }));
  response.status(status).json({ errors: [{ message, extensions: { code, ...(reference ? { reference } : {}) } }] });
}

/** Browsers ask for HTML first when a person goes to an address; scripts and programs do not. */
function isOpenedByBrowser(request: Request): boolean {
  return request.method === 'GET' && request.accepts(['json', 'html']) === 'html';
}

/** What the body's reader found wrong, by its own name for it (body-parser's `type`). */
const BODY_FAULTS: Readonly<Record<string, { status: number; message: string }>> = {
  'entity.parse.failed': { status: 400, message: 'The body is not JSON.' },
  'entity.too.large': { status: 413, message: 'The body is too large.' },
  'charset.unsupported': { status: 415, message: 'The body is to be JSON in UTF-8.' },
  'encoding.unsupported': { status: 415, message: 'The body is to be plain, gzip, deflate or br.' },
  'request.size.invalid': { status: 400, message: 'The body has another length than its header says.' },
  'request.aborted': { status: 400, message: 'The request was broken off.' },
};

/**
 * Ends a request that nothing has answered: without a cause there is nothing at its address; a client's mistake gets
 * its 4xx; anything else is masked and logged.
 */
export function answerRest(response: Response, cause: unknown, logger: Logger): void {
  if (response.headersSent) return void response.destroy();
  if (cause === undefined || cause === null) return refuse(response, 404, { code: 'NOT_FOUND', message: 'There is nothing here. GraphQL is served at /graphql.' });
  if (cause instanceof RequestRefused) return refuse(response.set(cause.headers), cause.status, cause);
  const { type, status } = cause as { type?: unknown; status?: unknown };
  const fault = BODY_FAULTS[String(type)];
  if (fault) return refuse(response, fault.status, { code: TOLD.badRequest, message: fault.message });
  if (typeof status === 'number' && status >= 400 && status < 500) return refuse(response, status, { code: TOLD.badRequest, message: 'The request cannot be read.' });
  const reference = randomUUID();
  logger.error('fault', { reference, cause });
  refuse(response, 500, { code: TOLD.internal, message: 'Something went wrong on our side. Quote the reference when you ask for help.', reference });
}

/** GraphQL over HTTP knows two methods. `OPTIONS` is answered without any CORS header: no other site may call. */
export const graphqlMethods: RequestHandler = (request, response, next) => {
  if (request.method === 'GET' || request.method === 'POST') return next();
  response.setHeader('allow', 'GET, POST');
  refuse(response, 405, { code: TOLD.badRequest, message: 'GraphQL is served to GET and POST.' });
};

/** A body in another form than JSON is refused by name instead of being taken for an empty one. */
export const jsonBodies: RequestHandler = (request, response, next) => {
  if (request.method !== 'POST' || request.is('application/json') || !request.headers['content-type']) return next();
  refuse(response, 415, { code: TOLD.badRequest, message: 'Send the request as application/json.' });
};
