import { signRequest, type DomainEvent, type Receipt } from '@spindle/subgraph';
import { SubscriberUnavailableError, type Deliver } from './delivery-round';
import { systemViewer } from './inbox';

export interface DeliverOverHttpOptions {
  /** Where each subscriber is served, by name. */
  readonly urls: Readonly<Record<string, string>>;
  /** Signs the deliveries. */
  readonly key: Uint8Array;
  readonly timeoutMs?: number;
}

const TIMEOUT_MS = 5_000;

/** Answers of a subscriber that is starting, drowning or behind a proxy that cannot reach it. */
const ABSENT: ReadonlySet<number> = new Set([429, 502, 503, 504]);

/** Hands events to their subscribers by a signed `POST /events`. */
export function deliverOverHttp({ urls, key, timeoutMs = TIMEOUT_MS }: DeliverOverHttpOptions): Deliver {
  return async (subscriber, event) => {
    const url = urls[subscriber];
    if (!url) throw new Error(`No address is configured for a subscriber: ${subscriber}.`);
    const response = await post(new URL('/events', url), await signed(key, subscriber, event), timeoutMs);
    if (ABSENT.has(response.status)) throw new SubscriberUnavailableError(`status ${response.status}`);
    if (response.status !== 200) throw new Error(`A subscriber answered ${response.status}.`);
    return ((await response.json()) as { receipt: Receipt }).receipt;
  };
}

async function signed(key: Uint8Array, subscriber: string, event: DomainEvent): Promise<{ body: string; token: string }> {
  const body = JSON.stringify(event);
  const token = await signRequest(key, { audience: subscriber, body, request: { viewer: systemViewer(event.practiceId), requestId: event.id } });
  return { body, token };
}

async function post(url: URL, { body, token }: { body: string; token: string }, timeoutMs: number): Promise<Response> {
  try {
    return await fetch(url, { method: 'POST', body, headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` }, signal: AbortSignal.timeout(timeoutMs) });
  } catch (cause) {
    throw new SubscriberUnavailableError('no answer', { cause });
  }
}
