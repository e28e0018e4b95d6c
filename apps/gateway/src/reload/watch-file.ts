import { unwatchFile, watchFile } from 'node:fs';

/** Milliseconds between two looks at the file. Looking works on every file system, container mounts included. */
const LOOK_EVERY_MS = 2_000;

/** Calls back after the file's content may have changed. Returns how to stop. */
export function watchForChange(file: string, changed: () => void): () => void {
  const look = (now: { mtimeMs: number }, before: { mtimeMs: number }): void => {
    if (now.mtimeMs !== before.mtimeMs && now.mtimeMs !== 0) changed();
  };
  watchFile(file, { interval: LOOK_EVERY_MS, persistent: false }, look);
  return () => unwatchFile(file, look);
}
