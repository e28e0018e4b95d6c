import type { Request } from 'express';
import { badRequest, TOLD } from '../errors/told-errors';
import type { Settings } from '../settings';
import type { Role, Viewer } from '@spindle/subgraph';
import type { Asked, Registered, Safelist } from './safelist';

/** Who asks, and whether with the operator's introspection token. */
export interface Asking {
  readonly viewer: Viewer | null;
  readonly mayIntrospect: boolean;
}

/**
 * Finds the registered operation of a request, before anything of it is parsed further, validated or planned. Throws
 * `OPERATION_NOT_REGISTERED` where only registered ones are served, and `GET_NOT_ALLOWED` for a GET that could carry
 * more than ids and dates in its address.
 */
export function admission({ guards, explorers }: Pick<Settings, 'guards' | 'explorers'>, safelist: Safelist): (request: Request, asking: Asking) => Registered | null {
  return (request, { viewer, mayIntrospect }) => {
    const asked = askedBy(request);
    const registered = safelist.find(asked);
    if (!guards.safelist || registered?.byGet) return registered;
    const isGet = request.method === 'GET';
    if (registered && !isGet) return registered;
    // A hash that nobody registered: the server tells the client to send the text, which is then looked at.
    if (!registered && typeof asked.query !== 'string') return null;
    if (!registered && !mayIntrospect && !mayExplore(viewer, explorers)) throw badRequest(NOT_REGISTERED, TOLD.notRegistered);
    if (isGet) throw badRequest('By GET come registered queries whose variables are ids and dates, so that no address holds health data. Send this one by POST.', TOLD.getNotAllowed);
    return null;
  };
}

const NOT_REGISTERED = 'This operation is not registered, and nothing else is served here. Send a registered one, by its text or its id; to register another, add it to libs/supergraph/operations and run `npm run supergraph -- operations`.';

function mayExplore(viewer: Viewer | null, explorers: readonly Role[]): boolean {
  return viewer !== null && viewer.roles.some((role) => explorers.includes(role));
}

/** What a request asks for, in its body or its address. A form that nobody can read asks for nothing: the server says what is wrong with it. */
function askedBy({ method, body, query }: Request): Asked {
  const fields = (method === 'GET' ? query : body) as Readonly<Record<string, unknown>> | null | undefined;
  const extensions = typeof fields?.['extensions'] === 'string' ? parsed(fields['extensions']) : fields?.['extensions'];
  const persisted = (extensions as { persistedQuery?: { sha256Hash?: unknown } } | null | undefined)?.persistedQuery;
  return { query: textOrNull(fields?.['query']), operationName: textOrNull(fields?.['operationName']), id: textOrNull(persisted?.sha256Hash) };
}

function textOrNull(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
