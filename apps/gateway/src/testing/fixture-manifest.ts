import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RegisteredOperation } from '@spindle/supergraph';

const folder = mkdtempSync(join(tmpdir(), 'spindle-manifest-'));
afterAll(() => rmSync(folder, { recursive: true }));

export function registered(body: string): RegisteredOperation {
  const [, type = '', name = ''] = /(query|mutation) (\w+)/.exec(body) ?? [];
  return { id: createHash('sha256').update(body).digest('hex'), name, type: type === 'mutation' ? 'mutation' : 'query', body };
}

/** A manifest of these operations in a file of its own, which lasts as long as the spec. */
export function manifestFile(operations: readonly RegisteredOperation[]): string {
  const file = join(folder, `${operations.length}-${operations[0]?.id ?? 'none'}.json`);
  writeFileSync(file, JSON.stringify({ format: 'apollo-persisted-query-manifest', version: 1, operations }));
  return file;
}
