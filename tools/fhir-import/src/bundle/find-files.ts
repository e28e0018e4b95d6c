import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** A file to read. */
export interface SourceFile {
  readonly path: string;
  readonly bytes: number;
}

/** The files behind what the user named: files as they are, folders with all they hold except hidden files, by name. */
export async function findFiles(paths: readonly string[]): Promise<{ readonly files: readonly SourceFile[]; readonly problems: readonly string[] }> {
  const files = new Map<string, SourceFile>();
  const problems: string[] = [];
  for (const path of paths) {
    const found = await filesAt(path).catch((error: NodeJS.ErrnoException) => {
      problems.push(`${path}: ${error.code === 'ENOENT' ? 'there is no such file or folder' : `cannot be opened (${error.code ?? 'unknown cause'})`}.`);
      return null;
    });
    if (found?.length === 0) problems.push(`${path}: the folder holds no files.`);
    for (const file of found ?? []) files.set(file.path, file);
  }
  return { files: [...files.values()], problems };
}

async function filesAt(path: string): Promise<SourceFile[]> {
  const status = await stat(path);
  if (!status.isDirectory()) return [{ path, bytes: status.size }];
  const entries = await readdir(path, { withFileTypes: true });
  const names = entries.filter((entry) => !entry.name.startsWith('.')).map((entry) => entry.name).sort();
  const nested = await Promise.all(names.map((name) => filesAt(join(path, name))));
  return nested.flat();
}
