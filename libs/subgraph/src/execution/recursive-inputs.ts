import { getNamedType, isInputObjectType, type DocumentNode, type GraphQLInputObjectType, type GraphQLSchema, Kind, visit } from 'graphql';

function contains(type: GraphQLInputObjectType, above: readonly GraphQLInputObjectType[] = []): boolean {
  if (above.includes(type)) return true;
  return Object.values(type.getFields()).some((field) => {
    const named = getNamedType(field.type);
    return isInputObjectType(named) && contains(named, [...above, type]);
  });
}

/** Names of the input types that contain themselves, or one that does. */
export function recursiveInputs(schema: GraphQLSchema): ReadonlySet<string> {
  return new Set(Object.values(schema.getTypeMap()).filter((type) => isInputObjectType(type) && contains(type)).map(({ name }) => name));
}

/** Whether a variable of the document is of one of these types. */
export function hasVariableOf(document: DocumentNode, types: ReadonlySet<string>): boolean {
  if (types.size === 0) return false;
  let found = false;
  visit(document, { [Kind.VARIABLE_DEFINITION]: ({ type }) => { visit(type, { [Kind.NAMED_TYPE]: ({ name }) => { found ||= types.has(name.value); } }); } });
  return found;
}
