import { readFileSync } from 'node:fs';
import { supergraphPath } from '@spindle/supergraph';
import { buildSchema, getNamedType, getNullableType, isEnumType, isInputObjectType, isObjectType, type GraphQLField, type GraphQLInputField } from 'graphql';

const SCHEMA = buildSchema(readFileSync(supergraphPath, 'utf8'), { assumeValidSDL: true });

function mutationFields(): Readonly<Record<string, GraphQLField<unknown, unknown>>> {
  return SCHEMA.getMutationType()?.getFields() ?? {};
}

/** The names of all mutations of the composed graph. */
export const MUTATIONS: readonly string[] = Object.keys(mutationFields()).sort();

/** An operation that sends the mutation and asks for what it made, and for what it was refused for. */
export function textOf(name: string): string {
  const payload = mutationFields()[name]?.type;
  const type = payload && getNamedType(payload);
  if (!isObjectType(type)) throw new Error(`There is no mutation ${name}.`);
  const inside = Object.values(type.getFields()).filter((field) => field.name !== 'errors').map((field) => `${field.name}${insideOf(field)}`);
  return `mutation ($input: ${inputTypeOf(name)}!) { ${name}(input: $input) { ${inside.join(' ')} errors { __typename ... on UserError { message } } } }`;
}

function insideOf({ type }: GraphQLField<unknown, unknown>): string {
  const named = getNamedType(type);
  if (!isObjectType(named)) return '';
  const known = ['id', 'version'].filter((field) => field in named.getFields());
  return ` { ${['__typename', ...known].join(' ')} }`;
}

function inputTypeOf(name: string): string {
  return getNamedType(mutationFields()[name]?.args.find((argument) => argument.name === 'input')?.type)?.name ?? '';
}

/** The input with one field changed, so that it is another one of the same form. */
export function anotherInput(name: string, input: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const type = SCHEMA.getType(inputTypeOf(name));
  if (!isInputObjectType(type)) throw new Error(`${name} has no input.`);
  for (const kind of ['ID', 'Int', 'String', 'ENUM'] as const) {
    const field = Object.values(type.getFields()).find((each) => each.name !== 'idempotencyKey' && input[each.name] !== undefined && kindOf(each) === kind);
    if (field) return { ...input, [field.name]: anotherValue(field, input[field.name]) };
  }
  throw new Error(`No field of ${name} can be changed.`);
}

function kindOf({ type }: GraphQLInputField): string {
  const nullable = getNullableType(type);
  return isEnumType(nullable) ? 'ENUM' : 'name' in nullable ? nullable.name : '';
}

function anotherValue({ type }: GraphQLInputField, value: unknown): unknown {
  const nullable = getNullableType(type);
  if (isEnumType(nullable)) return nullable.getValues().find(({ name }) => name !== value)?.name;
  if (typeof value === 'number') return value + 1;
  return 'name' in nullable && nullable.name === 'ID' ? '0193a6f0-0000-7000-8000-00000000dead' : `${String(value)}x`;
}
