import { sendSigned, type DomainEvent, type KeyRing, type Receipt } from '@spindle/subgraph';
import { SubscriberUnavailableError, type Deliver } from './delivery-round';
import { systemViewer } from './inbox';

export interface DeliverOverHttpOptions {
  /** Where each subscriber is served, by name. */
  readonly urls: Readonly<Record<string, string>>;
  /** Sign the deliveries. */
  readonly keys: KeyRing;
  readonly timeoutMs?: number;
}

const TIMEOUT_MS = 5_000;

/** Answers of a subscriber that is starting, drowning or behind a proxy that cannot reach it. */
const ABSENT: ReadonlySet<number> = new Set([429, 502, 503, 504]);

/** Hands events to their subscribers by a signed `POST /events`. */
export function deliverOverHttp({ urls, keys, timeoutMs = TIMEOUT_MS }: DeliverOverHttpOptions): Deliver {
  return async (subscriber, event) => {
    const url = urls[subscriber];
    if (!url) throw new Error(`No address is configured for a subscriber: ${subscriber}.`);
    const body = JSON.stringify(event);
    const request = { viewer: systemViewer(event.practiceId), requestId: event.id };
    const response = await sendSigned(keys, { audience: subscriber, body, operation: event.type, request }, (token) => post(new URL('/events', url), { body, token }, timeoutMs));
    if (ABSENT.has(response.status)) throw new SubscriberUnavailableError(`status ${response.status}`);
    if (response.status !== 200) throw new Error(`A subscriber answered ${response.status}.`);
    return ((await response.json()) as { receipt: Receipt }).receipt;
  };
}

async function post(url: URL, { body, token }: { body: string; token: string }, timeoutMs: number): Promise<Response> {
  try {
    return await fetch(url, { method: 'POST', body, headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` }, signal: AbortSignal.timeout(timeoutMs) });
  } catch (cause) {
    throw new SubscriberUnavailableError('no answer', { cause });
  }
}
