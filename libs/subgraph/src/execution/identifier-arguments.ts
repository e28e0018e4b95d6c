import {
  defaultFieldResolver, getNamedType, isInputObjectType, isListType, isNonNullType, isObjectType, isSpecifiedScalarType,
  type GraphQLInputType, type GraphQLSchema,
} from 'graphql';
import { parseId } from '@spindle/kernel';
import { badInput } from './page-arguments';

type Check = (value: unknown, path: string) => unknown;

/**
 * Makes every argument of type `ID` be a UUID, in lists and inputs too: GraphQL's own `ID` takes any text, and one
 * that is no identifier would reach a query as a type error. Refuses with BAD_USER_INPUT, naming the place.
 * `federation`'s own fields are left alone: their keys are checked where references are resolved.
 */
export function requireIdentifiers(schema: GraphQLSchema): GraphQLSchema {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('_')) continue;
    for (const field of Object.values(type.getFields())) {
      const checks = field.args.map((argument) => [argument.name, checkOf(argument.type, new Map())] as const).filter(([, check]) => check !== null);
      if (checks.length === 0 || field.name === '_entities') continue;
      const resolve = field.resolve ?? defaultFieldResolver;
      field.resolve = (parent, args: Record<string, unknown>, ...rest) => {
        const checked = { ...args };
        for (const [name, check] of checks) if (name in args) checked[name] = check?.(args[name], name);
        return resolve(parent, checked, ...rest);
      };
    }
  }
  return schema;
}

function checkOf(type: GraphQLInputType, inputs: Map<string, Check | null>): Check | null {
  if (isNonNullType(type)) return checkOf(type.ofType as GraphQLInputType, inputs);
  if (isListType(type)) {
    const check = checkOf(type.ofType, inputs);
    return check && ((value, path) => (Array.isArray(value) ? value.map((each, index) => check(each, `${path}[${index}]`)) : value));
  }
  const named = getNamedType(type);
  if (isSpecifiedScalarType(named)) return named.name === 'ID' ? checkIdentifier : null;
  if (!isInputObjectType(named)) return null;
  const known = inputs.get(named.name);
  if (known !== undefined) return known;
  const fields = new Map<string, Check>();
  inputs.set(named.name, (value, path) => checkFields(fields, value, path));
  for (const field of Object.values(named.getFields())) {
    const check = checkOf(field.type, inputs);
    if (check) fields.set(field.name, check);
  }
  return fields.size > 0 ? (inputs.get(named.name) ?? null) : null;
}

function checkFields(fields: ReadonlyMap<string, Check>, value: unknown, path: string): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const checked: Record<string, unknown> = { ...value };
  for (const [name, check] of fields) if (name in checked) checked[name] = check(checked[name], `${path}.${name}`);
  return checked;
}

function checkIdentifier(value: unknown, path: string): unknown {
  if (value === null || value === undefined) return value;
  const id = parseId(String(value));
  if (!id) throw badInput(`\`${path}\` is not an identifier. Use an \`id\` that the API returned; a new key is a UUID.`);
  return id;
}
