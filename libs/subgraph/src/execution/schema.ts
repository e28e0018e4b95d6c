import { buildSubgraphSchema } from '@apollo/subgraph';
import { isObjectType, type DocumentNode, type GraphQLSchema } from 'graphql';
import { parseId } from '@spindle/kernel';
import { requireIdentifiers } from './identifier-arguments';
import { settleLists } from './settled-lists';

type Resolvers = Record<string, unknown>;
type ReferenceResolver = (reference: Record<string, unknown>, context: unknown, info: unknown) => unknown;

/** The executable schema of a subgraph, with the house rules that hold for each: identifiers checked, references safe. */
export function buildSchema(typeDefs: DocumentNode, resolvers: object): GraphQLSchema {
  const schema = buildSubgraphSchema([{ typeDefs, resolvers: safeReferences(resolvers as Resolvers) as never }]);
  return settleLists(requireIdentifiers(schema));
}

/**
 * Wraps each reference resolver: a throw becomes a rejection, since a synchronous throw would null the whole batch of
 * `_entities`; a reference whose `id` is no identifier is nobody.
 */
function safeReferences(resolvers: Resolvers): Resolvers {
  return Object.fromEntries(Object.entries(resolvers).map(([name, type]) => {
    if (typeof type !== 'object' || type === null || !('__resolveReference' in type)) return [name, type];
    const resolve = type.__resolveReference as ReferenceResolver;
    const safe: ReferenceResolver = async (reference, context, info) => {
      if (reference['id'] === undefined) return resolve(reference, context, info);
      const id = parseId(String(reference['id']));
      return id && resolve({ ...reference, id }, context, info);
    };
    return [name, { ...type, __resolveReference: safe }];
  }));
}

/** The types of a schema that other subgraphs refer to by key. */
export function entityNames(schema: GraphQLSchema): readonly string[] {
  const union = schema.getType('_Entity');
  return union && 'getTypes' in union ? union.getTypes().filter(isObjectType).map((type) => type.name) : [];
}
