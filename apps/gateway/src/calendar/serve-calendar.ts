import { createHash } from 'node:crypto';
import type { RequestHandler } from 'express';
import { parseId, type Id } from '@spindle/kernel';
import type { Viewer } from '@spindle/subgraph';
import type { Generation } from '../execution/generation';
import { refuse } from '../http/refusals';

/** In whose name a calendar is read: nobody's; of the practice that the address names. */
const READER = '00000000-0000-0000-0000-000000000000' as Id<'Person'>;

const QUERY = 'query CalendarFile($tokenHash: String!) { calendarFile(tokenHash: $tokenHash) { text etag } }';
const TOKEN = /^([\w-]{22})\.[\w-]{43}$/;

interface CalendarFile { readonly text: string; readonly etag: string }

/**
 * `GET /calendar/<token>.ics`: a practitioner's or a room's calendar for programs that can show no credentials. The token
 * is one; it is asked for by its hash alone and goes into no log. An address that leads nowhere, or no longer, is 404.
 */
export function serveCalendar(withGeneration: (run: (generation: Generation) => Promise<void>) => Promise<void>): RequestHandler {
  return async (request, response) => {
    const token = String(request.params['token'] ?? '').replace(/\.ics$/, '');
    const practiceId = practiceOf(token);
    let file: CalendarFile | null = null;
    if (practiceId) await withGeneration(async (generation) => { file = await readCalendar(generation, { practiceId, token, requestId: response.locals['requestId'] as string }); });
    if (!file) return refuse(response, 404, { code: 'NOT_FOUND', message: 'There is nothing here.' });
    const { text, etag } = file as CalendarFile;
    response.setHeader('etag', `"${etag}"`).setHeader('cache-control', 'private, no-cache');
    if (request.headers['if-none-match'] === `"${etag}"`) return void response.status(304).end();
    response.setHeader('content-type', 'text/calendar; charset=utf-8').end(text);
  };
}

/** A token begins with the practice's id, 16 bytes in base64url. */
function practiceOf(token: string): Id<'Practice'> | null {
  const encoded = TOKEN.exec(token)?.[1];
  if (!encoded) return null;
  const hex = Buffer.from(encoded, 'base64url').toString('hex');
  return parseId<'Practice'>(hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5'));
}

interface CalendarRequest { readonly practiceId: Id<'Practice'>; readonly token: string; readonly requestId: string }

/** Throws when the calendar cannot be read at the moment: that is no 404, or programs would forget what they show. */
async function readCalendar({ server }: Generation, { practiceId, token, requestId }: CalendarRequest): Promise<CalendarFile | null> {
  const viewer: Viewer = { practiceId, personId: READER, roles: ['SERVICE'], siteIds: null };
  const tokenHash = createHash('sha256').update(token).digest('hex');
  const { body } = await server.executeOperation<{ calendarFile: CalendarFile | null }>(
    { query: QUERY, variables: { tokenHash } },
    { contextValue: { requestId, request: { viewer, requestId, operation: 'CalendarFile' }, mayIntrospect: false, registered: null, address: null, batches: new Map() } },
  );
  if (body.kind !== 'single' || body.singleResult.errors) throw new Error('A calendar could not be read.');
  return body.singleResult.data?.calendarFile ?? null;
}
