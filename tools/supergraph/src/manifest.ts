import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Kind, OperationTypeNode, parse, print, separateOperations, validate, visit, type DocumentNode, type GraphQLSchema } from 'graphql';
import type { OperationManifest, RegisteredOperation } from '@spindle/supergraph';

/** What a manifest came to: the manifest, or one sentence for each operation that cannot be registered. */
export type ManifestResult = { readonly ok: true; readonly manifest: OperationManifest } | { readonly ok: false; readonly errors: readonly string[] };

export interface OperationFile {
  readonly file: string;
  readonly text: string;
}

/** The files of a folder that hold operations, by name. */
export function readOperationFiles(folder: string): OperationFile[] {
  return readdirSync(folder).filter((file) => file.endsWith('.graphql')).sort().map((file) => ({ file, text: readFileSync(join(folder, file), 'utf8') }));
}

/** Registers the operations of files: each has a name of its own, is a query or a mutation and fits the schema. */
export function manifestOf(files: readonly OperationFile[], schema: GraphQLSchema): ManifestResult {
  const operations: RegisteredOperation[] = [];
  const errors: string[] = [];
  for (const { file, text } of files) {
    const document = parse(text);
    errors.push(...validate(schema, document).map(({ message }) => `${file}: ${message}`));
    for (const [name, each] of Object.entries(separateOperations(document))) {
      const [definition] = each.definitions.filter((one) => one.kind === Kind.OPERATION_DEFINITION);
      if (name === '' || operations.some((known) => known.name === name)) errors.push(`${file}: give each operation a name of its own.`);
      else if (definition?.operation === OperationTypeNode.SUBSCRIPTION) errors.push(`${file}: ${name} is a subscription; live events come from /live.`);
      else operations.push(register(name, definition?.operation === OperationTypeNode.MUTATION ? 'mutation' : 'query', each));
    }
  }
  if (errors.length > 0) return { ok: false, errors };
  return { ok: true, manifest: { format: 'apollo-persisted-query-manifest', version: 1, operations: operations.sort((a, b) => (a.name < b.name ? -1 : 1)) } };
}

function register(name: string, type: RegisteredOperation['type'], document: DocumentNode): RegisteredOperation {
  const body = print(withTypenames(document));
  return { id: createHash('sha256').update(body).digest('hex'), name, type, body };
}

/** Adds `__typename` below the root, where Apollo Client and urql add it: what they print then has the manifest's id. */
function withTypenames(document: DocumentNode): DocumentNode {
  return visit(document, {
    SelectionSet: {
      leave(node, _key, parent) {
        const isRoot = parent !== undefined && !Array.isArray(parent) && (parent as { kind?: string }).kind === Kind.OPERATION_DEFINITION;
        const isThere = node.selections.some((selection) => selection.kind === Kind.FIELD && selection.name.value.startsWith('__'));
        if (isRoot || isThere) return undefined;
        return { ...node, selections: [...node.selections, { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } }] };
      },
    },
  });
}
