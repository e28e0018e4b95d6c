import { text, type RequestHandler } from 'express';
import { ReplayGuard, SignatureRefused, verifyRequest, type DomainEvent, type KeyRing, type Logger } from '@spindle/subgraph';
import { answerRest, refuse } from '../http/refusals';
import type { LiveHub } from './live-hub';

export interface ReceiveEventsOptions {
  readonly hub: LiveHub;
  /** Check the signatures of the subgraphs' deliveries. */
  readonly keys: KeyRing;
  readonly logger: Logger;
}

/** `POST /events`: a subgraph delivers an event to the gateway as to any subscriber, signed. */
export function receiveEvents({ hub, keys, logger }: ReceiveEventsOptions): RequestHandler[] {
  const replays = new ReplayGuard();
  const receive: RequestHandler = async (request, response) => {
    const body = typeof request.body === 'string' ? request.body : '';
    const token = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1];
    const event = toEvent(body);
    try {
      const { viewer } = await verifyRequest(keys, { audience: 'gateway', body, token, operation: () => event?.type ?? '' }, replays);
      if (!event || event.practiceId !== viewer.practiceId) return refuse(response, 400, { code: 'BAD_USER_INPUT', message: 'The body is not what is sent here.' });
      response.json({ receipt: await hub.receive(event) });
    } catch (cause) {
      if (!(cause instanceof SignatureRefused)) return answerRest(response, cause, logger);
      logger.warn('delivery refused', { reason: cause.message });
      refuse(response, 401, { code: 'UNAUTHENTICATED', message: 'Only signed deliveries are taken.' });
    }
  };
  return [text({ type: () => true, limit: '64kb' }), receive];
}

/** Reads a body as an event; null when it lacks what each event has. */
function toEvent(body: string): DomainEvent | null {
  const event = parse(body);
  const texts = [event?.['id'], event?.['type'], event?.['practiceId'], event?.['source'], event?.['aggregateId'], event?.['occurredAt']];
  const isEvent = texts.every((each) => typeof each === 'string') && Number.isInteger(event?.['sequence']) && typeof event?.['payload'] === 'object' && event['payload'] !== null;
  return isEvent ? (event as unknown as DomainEvent) : null;
}

function parse(body: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}
