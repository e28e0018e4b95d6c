import { Kind, type FieldDefinitionNode, type UnionTypeDefinitionNode, type InputObjectTypeDefinitionNode } from 'graphql';
import { namedType, typeText, type ObjectType, type SubgraphSdl } from './subgraph-sdl';

/** The longest SDL file, in lines. */
export const SDL_LINES = 150;

/** Root fields that answer a whole list, each with the reason why it is bounded by nature. */
export const WHOLE_LISTS: Readonly<Record<string, string>> = {};

/** What is against the rules in one subgraph's SDL, one sentence each. */
export function sdlFlaws(sdl: SubgraphSdl): readonly string[] {
  return [...longFiles(sdl), ...mutationFlaws(sdl), ...rootListFlaws(sdl), ...seamFlaws(sdl), ...nameFlaws(sdl)];
}

function longFiles({ files }: SubgraphSdl): readonly string[] {
  return files.filter(({ text }) => text.trimEnd().split('\n').length > SDL_LINES).map(({ file }) => `${file} has more than ${SDL_LINES} lines.`);
}

function mutationFlaws(sdl: SubgraphSdl): readonly string[] {
  return (sdl.types.get('Mutation')?.fields ?? []).flatMap((field) => [...inputFlaws(sdl, field), ...payloadFlaws(sdl, field)].map((flaw) => `Mutation ${field.name.value} ${flaw}`));
}

function inputFlaws({ document }: SubgraphSdl, { arguments: given = [] }: FieldDefinitionNode): readonly string[] {
  const [argument] = given;
  if (given.length !== 1 || argument?.name.value !== 'input' || argument.type.kind !== Kind.NON_NULL_TYPE) return ['does not take exactly one argument `input: …Input!`.'];
  const name = namedType(argument.type);
  const input = document.definitions.find((each): each is InputObjectTypeDefinitionNode => each.kind === Kind.INPUT_OBJECT_TYPE_DEFINITION && each.name.value === name);
  const key = input?.fields?.find((each) => each.name.value === 'idempotencyKey');
  return key && typeText(key.type) === 'ID!' ? [] : ['has an input without `idempotencyKey: ID!`.'];
}

function payloadFlaws(sdl: SubgraphSdl, field: FieldDefinitionNode): readonly string[] {
  if (!/^\w+Payload!$/.test(typeText(field.type))) return ['does not return a `…Payload!`.'];
  const errors = sdl.types.get(namedType(field.type))?.fields.find((each) => each.name.value === 'errors');
  if (!errors || !/^\[\w+Error!\]!$/.test(typeText(errors.type))) return ['has a payload without `errors: […Error!]!`.'];
  const union = sdl.document.definitions.find((each): each is UnionTypeDefinitionNode => each.kind === Kind.UNION_TYPE_DEFINITION && each.name.value === namedType(errors.type));
  if (!union) return ['has errors that are no union.'];
  const strangers = (union.types ?? []).map((each) => each.name.value).filter((name) => !name.endsWith('Error') || !sdl.types.get(name)?.implemented.includes('UserError'));
  return strangers.map((name) => `can answer ${name}, which is no UserError.`);
}

function rootListFlaws({ types }: SubgraphSdl): readonly string[] {
  return (types.get('Query')?.fields ?? []).flatMap((field) => {
    const name = field.name.value;
    if (namedType(field.type).endsWith('Connection')) {
      const given = (field.arguments ?? []).map((argument) => argument.name.value);
      return ['first', 'after'].filter((argument) => !given.includes(argument)).map((argument) => `Query ${name} is a connection without \`${argument}\`.`);
    }
    return typeText(field.type).startsWith('[') && !(name in WHOLE_LISTS) ? [`Query ${name} is a list and no connection.`] : [];
  });
}

/** A field that another subgraph must answer for can be missing: it, or what we add to somebody else's entity, may be null. */
function seamFlaws({ types }: SubgraphSdl): readonly string[] {
  const crosses = (type: ObjectType, field: FieldDefinitionNode): boolean => types.get(namedType(field.type))?.isForeign === true || type.isForeign;
  const isKey = (type: ObjectType, field: FieldDefinitionNode): boolean => type.keyFields.includes(field.name.value) || (field.directives ?? []).some((each) => each.name.value === 'external');
  return [...types.values()].flatMap((type) => type.fields
    .filter((field) => crosses(type, field) && !isKey(type, field) && field.type.kind === Kind.NON_NULL_TYPE)
    .map((field) => `${type.name}.${field.name.value} crosses to another subgraph and cannot be null.`));
}

function nameFlaws({ document }: SubgraphSdl): readonly string[] {
  return document.definitions.flatMap((definition) => {
    if (definition.kind === Kind.INPUT_OBJECT_TYPE_DEFINITION && !definition.name.value.endsWith('Input')) return [`Input ${definition.name.value} is not named …Input.`];
    if (definition.kind === Kind.OBJECT_TYPE_DEFINITION && definition.name.value.endsWith('Error') && !definition.interfaces?.some((each) => each.name.value === 'UserError')) return [`${definition.name.value} is no UserError.`];
    return [];
  });
}

/** Entities that no reference could reach: a type without mapper or `__resolveReference` silently resolves to null. */
export function entityFlaws({ types }: SubgraphSdl, code: { readonly mappers: string; readonly resolvers: ReadonlyMap<string, string> }): readonly string[] {
  return [...types.values()].filter(({ isEntity }) => isEntity).flatMap(({ name }) => [
    ...(new RegExp(`\\b${name}Mapper\\b`).test(code.mappers) ? [] : [`${name} has no mapper.`]),
    ...(/\b__resolveReference\s*[:(]/.test(code.resolvers.get(name) ?? '') ? [] : [`${name} has no __resolveReference.`]),
  ]);
}
