import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The workspace's root folder. */
export const root = join(__dirname, '../../../..');

/** A file of the tree: its path from the root with forward slashes, and its text. */
export interface TreeFile {
  readonly file: string;
  readonly text: string;
}

const isIgnored = ignoredNames(readFileSync(join(root, '.gitignore'), 'utf8'));

/** The names that `.gitignore` leaves out. It holds plain names of folders and patterns with one leading star. */
function ignoredNames(list: string): (name: string) => boolean {
  const lines = ['.git', ...list.split('\n').map((line) => line.trim().replace(/\/$/, '')).filter((line) => line !== '')];
  return (name) => lines.some((line) => (line.startsWith('*') ? name.endsWith(line.slice(1)) : name === line));
}

function walk(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).filter(({ name }) => !isIgnored(name)).flatMap((entry) => {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    return entry.isDirectory() ? walk(path) : [path];
  });
}

/** Paths of all files of the tree that are not ignored. */
export function treePaths(): readonly string[] {
  return walk('');
}

export function readTreeFile(file: string): TreeFile {
  return { file, text: readFileSync(join(root, file), 'utf8') };
}
