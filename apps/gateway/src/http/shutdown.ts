import type { Server } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';

export interface ShutdownOptions {
  readonly shutdownNoticeMs: number;
  readonly drainTimeoutMs: number;
}

/**
 * Closes a server without losing a request: waits until those who send requests had time to notice, takes no new
 * connection, lets running requests end, and cuts off only what is still open after the drain time.
 */
export async function drain(server: Server, { shutdownNoticeMs, drainTimeoutMs }: ShutdownOptions): Promise<void> {
  if (shutdownNoticeMs > 0) await pause(shutdownNoticeMs);
  const closed = new Promise<void>((resolve) => { server.close(() => resolve()); });
  const cutOff = setTimeout(() => server.closeAllConnections(), drainTimeoutMs);
  await closed;
  clearTimeout(cutOff);
}
