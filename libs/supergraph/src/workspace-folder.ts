import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * The folder of the workspace that this file, or the bundle it was built into, lies in; the working directory when
 * the bundle was moved elsewhere.
 */
export function workspaceFolder(from: string = import.meta.dirname): string {
  if (existsSync(join(from, 'nx.json'))) return from;
  const parent = dirname(from);
  return parent === from ? process.cwd() : workspaceFolder(parent);
}
