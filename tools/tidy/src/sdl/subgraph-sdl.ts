import { Kind, parse, type DocumentNode, type FieldDefinitionNode, type ObjectTypeDefinitionNode, type ObjectTypeExtensionNode, type TypeNode } from 'graphql';
import type { TreeFile } from '../tree/workspace';

/** An object type of a subgraph: all its definitions and extensions, of all feature folders, seen as one. */
export interface ObjectType {
  readonly name: string;
  readonly fields: readonly FieldDefinitionNode[];
  readonly implemented: readonly string[];
  readonly isEntity: boolean;
  /** The names of the fields in its keys. */
  readonly keyFields: readonly string[];
  /** True when it is only extended here: another subgraph owns it. */
  readonly isForeign: boolean;
}

/** One subgraph's SDL, with what the other subgraphs own. */
export interface SubgraphSdl {
  readonly name: string;
  readonly files: readonly TreeFile[];
  readonly document: DocumentNode;
  readonly types: ReadonlyMap<string, ObjectType>;
}

type Part = ObjectTypeDefinitionNode | ObjectTypeExtensionNode;

const ROOTS = ['Query', 'Mutation', 'Subscription'];

/** Reads one subgraph's SDL: `shared` is what each subgraph begins with. */
export function readSubgraphSdl(name: string, shared: string, files: readonly TreeFile[]): SubgraphSdl {
  const document = parse([shared, ...files.map(({ text }) => text)].join('\n'));
  const parts = new Map<string, Part[]>();
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION && definition.kind !== Kind.OBJECT_TYPE_EXTENSION) continue;
    parts.set(definition.name.value, [...(parts.get(definition.name.value) ?? []), definition]);
  }
  return { name, files, document, types: new Map([...parts].map(([type, each]) => [type, objectTypeOf(type, each)])) };
}

function objectTypeOf(name: string, parts: readonly Part[]): ObjectType {
  const keys = parts.flatMap(({ directives = [] }) => directives.filter((directive) => directive.name.value === 'key'));
  const keyTexts = keys.flatMap(({ arguments: given = [] }) => given.flatMap(({ name: argument, value }) => (argument.value === 'fields' && value.kind === Kind.STRING ? [value.value] : [])));
  return {
    name,
    fields: parts.flatMap(({ fields = [] }) => fields),
    implemented: parts.flatMap(({ interfaces = [] }) => interfaces.map((each) => each.name.value)),
    isEntity: keys.length > 0,
    keyFields: keyTexts.flatMap((text) => text.split(/[\s{}]+/)),
    isForeign: !ROOTS.includes(name) && parts.every(({ kind }) => kind === Kind.OBJECT_TYPE_EXTENSION),
  };
}

/** The name at the bottom of a type: `[Claim!]!` is `Claim`. */
export function namedType(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : namedType(type.type);
}

/** A type as it is written: `[Claim!]!`. */
export function typeText(type: TypeNode): string {
  if (type.kind === Kind.NON_NULL_TYPE) return `${typeText(type.type)}!`;
  return type.kind === Kind.LIST_TYPE ? `[${typeText(type.type)}]` : type.name.value;
}
