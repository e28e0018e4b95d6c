import { Kind, visit, type DefinitionNode, type DocumentNode } from 'graphql';

type Named = { readonly name?: { readonly value: string } };

const ORDER: readonly string[] = [Kind.SCHEMA_DEFINITION, Kind.SCHEMA_EXTENSION, Kind.DIRECTIVE_DEFINITION, Kind.SCALAR_TYPE_DEFINITION];

function rank(definition: DefinitionNode): number {
  const place = ORDER.indexOf(definition.kind);
  return place < 0 ? ORDER.length : place;
}

function byName(left: Named, right: Named): number {
  const [a, b] = [left.name?.value ?? '', right.name?.value ?? ''];
  return a < b ? -1 : a > b ? 1 : 0;
}

function inOrder<T extends Named>(nodes: readonly T[] | undefined): readonly T[] | undefined {
  return nodes && [...nodes].sort(byName);
}

/** The same SDL with definitions, fields, arguments and values in the order of their names. */
export function sorted(document: DocumentNode): DocumentNode {
  const members = visit(document, {
    ObjectTypeDefinition: (node) => ({ ...node, fields: inOrder(node.fields) }),
    InterfaceTypeDefinition: (node) => ({ ...node, fields: inOrder(node.fields) }),
    InputObjectTypeDefinition: (node) => ({ ...node, fields: inOrder(node.fields) }),
    EnumTypeDefinition: (node) => ({ ...node, values: inOrder(node.values) }),
    FieldDefinition: (node) => ({ ...node, arguments: inOrder(node.arguments) }),
  });
  return { ...members, definitions: [...members.definitions].sort((left, right) => rank(left) - rank(right) || byName(left as Named, right as Named)) };
}
