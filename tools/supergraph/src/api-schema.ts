import { buildASTSchema, DirectiveLocation, Kind, parse, visit, type DirectiveDefinitionNode, type DirectiveNode, type GraphQLSchema } from 'graphql';

const MACHINERY = /^(join|link|core)(__|$)/;

function isHidden(node: { readonly directives?: readonly DirectiveNode[] | undefined; readonly name: { readonly value: string } }): boolean {
  return MACHINERY.test(node.name.value) || (node.directives?.some((directive) => directive.name.value === 'inaccessible') ?? false);
}

const FOR_CLIENTS: ReadonlySet<string> = new Set([
  DirectiveLocation.QUERY, DirectiveLocation.MUTATION, DirectiveLocation.FIELD, DirectiveLocation.FRAGMENT_DEFINITION, DirectiveLocation.FRAGMENT_SPREAD, DirectiveLocation.INLINE_FRAGMENT,
]);

/** A directive that no client can write is of no concern to clients. */
function isForSchemas({ locations }: DirectiveDefinitionNode): boolean {
  return !locations.some(({ value }) => FOR_CLIENTS.has(value));
}

/** What clients see of a supergraph: its types without the machinery of federation and without inaccessible parts. */
export function apiSchemaOf(supergraphSdl: string): GraphQLSchema {
  const drop = { enter: (node: Parameters<typeof isHidden>[0]) => (isHidden(node) ? null : undefined) };
  const document = visit(parse(supergraphSdl), {
    [Kind.SCHEMA_EXTENSION]: { enter: () => null },
    [Kind.DIRECTIVE]: { leave: (node: DirectiveNode) => (node.name.value === 'deprecated' || node.name.value === 'specifiedBy' ? undefined : null) },
    [Kind.DIRECTIVE_DEFINITION]: { enter: (node: DirectiveDefinitionNode) => (isHidden(node) || isForSchemas(node) ? null : undefined) },
    ...Object.fromEntries([
      Kind.SCALAR_TYPE_DEFINITION, Kind.OBJECT_TYPE_DEFINITION, Kind.INTERFACE_TYPE_DEFINITION, Kind.UNION_TYPE_DEFINITION,
      Kind.ENUM_TYPE_DEFINITION, Kind.INPUT_OBJECT_TYPE_DEFINITION, Kind.FIELD_DEFINITION, Kind.INPUT_VALUE_DEFINITION, Kind.ENUM_VALUE_DEFINITION,
    ].map((kind) => [kind, drop])),
  });
  return buildASTSchema(document);
}
