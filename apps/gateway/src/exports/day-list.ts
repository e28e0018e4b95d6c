import { Router } from 'express';
import { parseCalendarDay, parseId } from '@spindle/kernel';
import { OPERATIONS } from '@spindle/supergraph';
import { runOwnOperation } from '../execution/own-operation';
import type { AppParts } from '../http/app';
import type { Identity } from '../identity/identity';
import { RequestRefused } from '../identity/request-refused';
import { DAY_LIST_POLICY, dayListPage, expectedVisits, type ListedDay } from './day-list-page';
import { refusalOf, type Asking } from './pages';
import { requireViewer } from './require-viewer';

/**
 * `GET /day-list?site=<id>&date=<YYYY-MM-DD>`: a site's day as a page to print before the system is down: the registered
 * operation DayList, under the same rights and written down as the same reads. The address holds an id and a day.
 */
export function dayList(identity: Identity, withGeneration: AppParts['withGeneration']): Router {
  const router = Router();
  router.get('/', async (request, response) => {
    const viewer = await requireViewer(identity, request, response);
    const [locationId, date] = [parseId(String(request.query['site'])), parseCalendarDay(String(request.query['date']))];
    if (!locationId || !date) throw new RequestRefused(400, 'BAD_REQUEST', 'Say which site and which day: /day-list?site=<id>&date=2026-03-09.');
    let day: ListedDay | null = null;
    await withGeneration(async (generation) => { day = await readDay({ generation, viewer, requestId: response.locals['requestId'] as string }, { locationId, date }); });
    if (!day) throw new RequestRefused(404, 'NOT_FOUND', 'There is no such site.');
    response.setHeader('content-security-policy', DAY_LIST_POLICY).setHeader('content-type', 'text/html; charset=utf-8').end(dayListPage(day, new Date()));
  });
  return router;
}

/** Null: there is no such site. Only balances may be missing: a list without names would be worse than none. Throws what the client is to be told. */
async function readDay({ generation, viewer, requestId }: Asking, variables: { readonly locationId: string; readonly date: string }): Promise<ListedDay | null> {
  const { data, errors } = await runOwnOperation<{ daySheet: ListedDay | null }>(generation, { query: OPERATIONS.dayList, operation: 'DayList', variables, viewer, requestId });
  const day = data?.daySheet ?? null;
  const isWhole = day !== null && expectedVisits(day).every(({ patient, lead }) => patient !== null || lead !== null);
  if (errors?.[0] && !isWhole) throw refusalOf(errors[0]);
  return day;
}
