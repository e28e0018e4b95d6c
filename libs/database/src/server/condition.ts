import { setTimeout as pause } from 'node:timers/promises';

const CHECK_EVERY_MS = 50;

/** Waits until `holds` answers true; false when it has not within `withinMs` milliseconds. */
export async function waitUntil(holds: () => boolean | Promise<boolean>, withinMs: number): Promise<boolean> {
  const deadline = performance.now() + withinMs;
  while (!(await holds())) {
    if (performance.now() > deadline) return false;
    await pause(CHECK_EVERY_MS);
  }
  return true;
}
