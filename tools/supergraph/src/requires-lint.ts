import { Kind, parse, visit, type DirectiveNode, type FieldDefinitionNode } from 'graphql';
import type { SubgraphSdl } from './read-sdl';

interface Requirement { readonly subgraph: string; readonly field: string; readonly takesArguments: boolean; readonly fields: string }

/**
 * Finds uses of `@requires` that the planner can answer with wrong data, silently: on a field with arguments, with
 * arguments inside, and one field with two different ones.
 */
export function findRequiresFaults(subgraphs: readonly SubgraphSdl[]): string[] {
  const requirements = subgraphs.flatMap(requirementsOf);
  const faults = requirements.flatMap(({ subgraph, field, takesArguments, fields }) => {
    if (takesArguments) return [`${field} in ${subgraph}: @requires on a field with arguments can return wrong data. Require on a field without arguments.`];
    if (selectsWithArguments(fields)) return [`${field} in ${subgraph}: @requires(fields: "${fields}") gives arguments, which can return wrong data. Require a field without arguments.`];
    return [];
  });
  const first = new Map<string, Requirement>();
  for (const requirement of requirements) {
    const other = first.get(requirement.field);
    if (!other) first.set(requirement.field, requirement);
    else if (other.fields !== requirement.fields) faults.push(`${requirement.field}: ${other.subgraph} and ${requirement.subgraph} put different @requires on it.`);
  }
  return faults;
}

function requirementsOf({ name, typeDefs }: SubgraphSdl): Requirement[] {
  const found: Requirement[] = [];
  const collect = (node: { name: { value: string }; fields?: readonly FieldDefinitionNode[] | undefined }): void => {
    for (const field of node.fields ?? []) {
      for (const directive of field.directives?.filter(isRequires) ?? []) {
        found.push({ subgraph: name, field: `${node.name.value}.${field.name.value}`, takesArguments: (field.arguments?.length ?? 0) > 0, fields: fieldsOf(directive) });
      }
    }
  };
  visit(typeDefs, { ObjectTypeDefinition: collect, ObjectTypeExtension: collect });
  return found;
}

function isRequires(directive: DirectiveNode): boolean {
  return directive.name.value === 'requires' || directive.name.value === 'federation__requires';
}

function fieldsOf(directive: DirectiveNode): string {
  const value = directive.arguments?.find((argument) => argument.name.value === 'fields')?.value;
  return value?.kind === Kind.STRING ? value.value.replace(/\s+/g, ' ').trim() : '';
}

function selectsWithArguments(fields: string): boolean {
  let found = false;
  visit(parse(`{ ${fields} }`), { Argument: () => { found = true; } });
  return found;
}
