import type { ServerResponse } from 'node:http';
import type { Viewer } from '@spindle/subgraph';
import { messagesFor, REFETCH_ALL, type LiveEvent, type LiveMessage } from './live-event';

/** Bytes that may wait for a client that reads slowly. Beyond, it is cut off, and comes back for the rest from where it was. */
export const BUFFERED_BYTES = 256 * 1024;

/** Milliseconds after which a browser that lost the stream comes back. */
const RETRY_MS = 1_000;

/** One client's stream of server-sent events (WHATWG HTML, 9.2). */
export class LiveConnection {
  /** The position up to which the client was told all. */
  position = 0;
  /** Events come as they are placed; before, the connection fetches what the client missed. */
  isCaughtUp = false;
  readonly #response: ServerResponse;

  constructor(readonly viewer: Viewer, response: ServerResponse) {
    this.#response = response;
  }

  get isOpen(): boolean {
    return !this.#response.writableEnded && !this.#response.destroyed;
  }

  /** Begins the stream. The first message carries the position, so that a client that was told nothing yet misses nothing either. */
  open(position: number): void {
    this.position = position;
    this.#response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store', 'x-accel-buffering': 'no' });
    this.#write(`retry: ${RETRY_MS}\n${toText({ event: 'listening', data: {} }, this.position)}`);
  }

  /** The client missed more than is kept. */
  startAnew(): void {
    this.#write(toText(REFETCH_ALL, this.position));
  }

  /** Tells the viewer's share of an event. All its messages are one write, and only the last carries the position. */
  tell(event: LiveEvent): void {
    if (event.position <= this.position) return;
    this.position = event.position;
    const messages = messagesFor(this.viewer, event);
    const text = messages.map((message, index) => toText(message, index === messages.length - 1 ? event.position : null)).join('');
    if (text !== '') this.#write(text);
  }

  /** A sign of life. The position alone makes no message, and keeps a client's own from growing old while nothing happens for them. */
  beat(): void {
    this.#write(this.isCaughtUp ? `: still here\nid: ${this.position}\n\n` : ': still here\n\n');
  }

  end(): void {
    this.#response.end();
  }

  onClose(closed: () => void): void {
    this.#response.once('close', closed);
  }

  #write(text: string): void {
    if (!this.isOpen || !this.#response.headersSent) return;
    this.#response.write(text);
    if (this.#response.writableLength > BUFFERED_BYTES) this.#response.destroy();
  }
}

function toText({ event, data }: LiveMessage, position: number | null): string {
  return `${position === null ? '' : `id: ${position}\n`}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
}
