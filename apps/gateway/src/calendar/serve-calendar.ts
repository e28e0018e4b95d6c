import type { RequestHandler } from 'express';
import type { Id } from '@spindle/kernel';
import { hashOfToken, practiceOfToken, type Viewer } from '@spindle/subgraph';
import type { Generation } from '../execution/generation';
import { runOwnOperation } from '../execution/own-operation';
import { refuse } from '../http/refusals';
import { NOBODY } from '../identity/credentials';

const QUERY = 'query CalendarFile($tokenHash: String!) { calendarFile(tokenHash: $tokenHash) { text etag } }';

interface CalendarFile { readonly text: string; readonly etag: string }

/**
 * `GET /calendar/<token>.ics`: a practitioner's or a room's calendar for programs that can show no credentials. The token
 * is one; it is asked for by its hash alone and goes into no log. An address that leads nowhere, or no longer, is 404.
 */
export function serveCalendar(withGeneration: (run: (generation: Generation) => Promise<void>) => Promise<void>): RequestHandler {
  return async (request, response) => {
    const token = String(request.params['token'] ?? '').replace(/\.ics$/, '');
    const practiceId = practiceOfToken(token);
    let file: CalendarFile | null = null;
    if (practiceId) await withGeneration(async (generation) => { file = await readCalendar(generation, { practiceId, token, requestId: response.locals['requestId'] as string }); });
    if (!file) return refuse(response, 404, { code: 'NOT_FOUND', message: 'There is nothing here.' });
    const { text, etag } = file as CalendarFile;
    response.setHeader('etag', `"${etag}"`).setHeader('cache-control', 'private, no-cache');
    if (request.headers['if-none-match'] === `"${etag}"`) return void response.status(304).end();
    response.setHeader('content-type', 'text/calendar; charset=utf-8').end(text);
  };
}

interface CalendarRequest { readonly practiceId: Id<'Practice'>; readonly token: string; readonly requestId: string }

/** In nobody's name, of the practice that the address names. Throws when the calendar cannot be read at the moment: that is no 404, or programs would forget what they show. */
async function readCalendar(generation: Generation, { practiceId, token, requestId }: CalendarRequest): Promise<CalendarFile | null> {
  const viewer: Viewer = { practiceId, personId: NOBODY.personId, roles: ['SERVICE'], siteIds: null };
  const { data, errors } = await runOwnOperation<{ calendarFile: CalendarFile | null }>(generation, { query: QUERY, operation: 'CalendarFile', variables: { tokenHash: hashOfToken(token) }, viewer, requestId });
  if (errors) throw new Error('A calendar could not be read.');
  return data?.calendarFile ?? null;
}
