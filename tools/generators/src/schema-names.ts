import { isTypeDefinitionNode, isTypeExtensionNode, parse, type DefinitionNode } from 'graphql';
import type { ChangeSet } from './change-set';
import { Refused, type Nouns } from './nouns';

export interface Subgraph {
  readonly name: string;
  readonly sdl: string;
  readonly url: string;
}

export const SUBGRAPHS_FILE = 'libs/supergraph/subgraphs.json';

export function readSubgraphs(changes: ChangeSet): readonly Subgraph[] {
  return JSON.parse(changes.read(SUBGRAPHS_FILE)) as readonly Subgraph[];
}

/** Throws `Refused` when a type or a root field of that name is in the schema of any subgraph. */
export function requireFreeNames(changes: ChangeSet, { type, field }: Nouns): void {
  const taken = namesInSchemas(changes);
  const wanted = [type.one, `${type.one}Edge`, `${type.one}Connection`, `Add${type.one}Input`, `Add${type.one}Payload`, `Add${type.one}Error`, field.one, field.many, `add${type.one}`];
  const clash = wanted.find((name) => taken.has(name));
  if (clash !== undefined) throw new Refused(`${clash} is in the schema already, in ${taken.get(clash)}.`);
}

/** The types, and the fields of Query and Mutation, of all SDL of the workspace, with the file that has them. */
function namesInSchemas(changes: ChangeSet): ReadonlyMap<string, string> {
  const features = readSubgraphs(changes).flatMap(({ sdl }) => changes.list(sdl).map((feature) => `${sdl}/${feature}`).filter((path) => !/\.\w+$/.test(path)));
  const files = features.flatMap((folder) => changes.list(folder).filter((file) => file.endsWith('.graphql')).map((file) => `${folder}/${file}`));
  const names = new Map<string, string>();
  for (const file of ['libs/subgraph/src/shared.graphql', ...files]) {
    for (const name of parse(changes.read(file)).definitions.flatMap(namesIn)) names.set(name, file);
  }
  return names;
}

/** A type's name; of Query and Mutation the fields too. */
function namesIn(definition: DefinitionNode): readonly string[] {
  if (!isTypeDefinitionNode(definition) && !isTypeExtensionNode(definition)) return [];
  const isRoot = ['Query', 'Mutation'].includes(definition.name.value) && 'fields' in definition;
  return [definition.name.value, ...(isRoot ? (definition.fields ?? []).map(({ name }) => name.value) : [])];
}
