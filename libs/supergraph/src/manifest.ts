import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { workspaceFolder } from './workspace-folder';

/** An operation that clients may send in production. */
export interface RegisteredOperation {
  /** SHA-256 of `body`, hexadecimal: what a client sends instead of the text. */
  readonly id: string;
  readonly name: string;
  readonly type: 'query' | 'mutation';
  readonly body: string;
}

/** Apollo's manifest of persisted queries, format version 1. */
export interface OperationManifest {
  readonly format: 'apollo-persisted-query-manifest';
  readonly version: 1;
  readonly operations: readonly RegisteredOperation[];
}

/** The manifest made from `libs/supergraph/operations` by `npm run supergraph -- operations`, as committed. */
export const manifestPath = join(workspaceFolder(), 'libs/supergraph/persisted-queries.json');

/** Reads a manifest. Throws a sentence when the file is none. */
export function readManifest(path: string = manifestPath): OperationManifest {
  const { format, version, operations } = JSON.parse(readFileSync(path, 'utf8')) as Partial<OperationManifest>;
  if (format !== 'apollo-persisted-query-manifest' || version !== 1 || !Array.isArray(operations)) throw new Error(`${path} is no manifest of persisted queries (apollo-persisted-query-manifest, version 1).`);
  return { format, version, operations };
}
