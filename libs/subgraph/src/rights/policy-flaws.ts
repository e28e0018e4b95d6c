import { getNamedType, isLeafType, isObjectType, isScalarType, type GraphQLArgument, type GraphQLField, type GraphQLObjectType, type GraphQLSchema } from 'graphql';
import { ROLES } from '../identity/viewer';
import { FIELD_CLASSES, rolesOf } from './field-class';
import { combinePolicies, type Policy, type TypePolicy } from './policy';
import { words } from './rights-table';
import { sharedPolicy } from './shared-policy';

/** Arguments that choose rows by nothing that could be hidden: the page, and ids. */
const PAGE_ARGUMENTS: ReadonlySet<string> = new Set(['first', 'after']);
const ROOTS: ReadonlySet<string> = new Set(['Query', 'Mutation']);

/** The machinery of federation is not in the policies: the fields beneath it are. */
const isMachinery = (name: string): boolean => name.startsWith('_');

/** Where a subgraph's policy and its schema do not fit, one sentence each that names the field; none when every field has its row. */
export function policyFlaws(schema: GraphQLSchema, own: Policy): readonly string[] {
  const policy = combinePolicies(sharedPolicy, own);
  const types = Object.values(schema.getTypeMap()).filter((type): type is GraphQLObjectType => isObjectType(type) && !isMachinery(type.name));
  return [...types.flatMap((type) => [...missingRows(type, policy), ...argumentFlaws(type, policy)]), ...strayRows(schema, policy), ...Object.entries(policy.types ?? {}).flatMap(([name, type]) => bendFlaws(schema.getType(name), name, type))];
}

function fieldsOf(type: GraphQLObjectType): GraphQLField<unknown, unknown>[] {
  return Object.values(type.getFields()).filter((field) => !isMachinery(field.name));
}

function rowsOf(policy: Policy, name: string): string[] {
  if (name === 'Query' || name === 'Mutation') return Object.keys(policy[name] ?? {});
  const type = policy.types?.[name];
  return FIELD_CLASSES.flatMap((fieldClass) => words(type?.[fieldClass]));
}

function missingRows(type: GraphQLObjectType, policy: Policy): string[] {
  const rows = rowsOf(policy, type.name);
  const root = ROOTS.has(type.name);
  return fieldsOf(type).map(({ name }) => [name, rows.filter((row) => row === name).length] as const).flatMap(([name, count]) => {
    if (count === 0) return [`${type.name}.${name} has no row: say in a policy ${root ? 'which roles may call it' : 'which class it is of'}.`];
    return count > 1 ? [`${type.name}.${name} has ${count} rows: a field is named once.`] : [];
  });
}

function strayRows(schema: GraphQLSchema, policy: Policy): string[] {
  const has = (typeName: string, field: string): boolean => {
    const type = schema.getType(typeName);
    return isObjectType(type) && field in type.getFields();
  };
  const bends = (type: TypePolicy): string[] => [...words(type.PUBLIC), ...Object.keys(type.only ?? {}), ...Object.keys(type.deny ?? {})];
  const named = [...[...ROOTS, ...Object.keys(policy.types ?? {})].flatMap((name) => rowsOf(policy, name).map((field) => [name, field] as const)), ...Object.entries(policy.types ?? {}).flatMap(([name, type]) => bends(type).map((field) => [name, field] as const))];
  const fields = named.filter(([type, field]) => !has(type, field)).map(([type, field]) => `${type}.${field} has a row, and the schema has no such field.`);
  const known = new Set(Object.values(schema.getTypeMap()).filter(isObjectType).flatMap((type) => Object.values(type.getFields()).flatMap((field) => field.args.map((argument) => `${type.name}.${field.name}(${argument.name})`))));
  const looked = Object.entries(policy.arguments ?? {});
  return [
    ...new Set(fields),
    ...looked.filter(([argument]) => !known.has(argument)).map(([argument]) => `${argument} has a row, and the schema has no such argument.`),
    ...looked.flatMap(([argument, text]) => words(text).filter((field) => !has(field.split('.')[0] ?? '', field.split('.')[1] ?? '')).map((field) => `${argument} looks at ${field}, which the schema does not have.`)),
  ];
}

/** A filter or an order of objects tells something of the field it looks at, even where the field itself is not shown. */
function argumentFlaws(type: GraphQLObjectType, policy: Policy): string[] {
  if (type.name === 'Mutation') return [];
  const isPlain = ({ name, type: argumentType }: GraphQLArgument): boolean => PAGE_ARGUMENTS.has(name) || getNamedType(argumentType).name === 'ID';
  return fieldsOf(type).filter((field) => !isLeafType(getNamedType(field.type))).flatMap((field) => field.args.filter((argument) => !isPlain(argument)).map(({ name }) => `${type.name}.${field.name}(${name})`))
    .filter((argument) => !(argument in (policy.arguments ?? {}))).map((argument) => `${argument} has no row: say under \`arguments\` at which fields it looks.`);
}

function bendFlaws(type: unknown, name: string, policy: TypePolicy): string[] {
  if (!isObjectType(type)) return [`${name} has rows, and the schema has no such type.`];
  const classOf = (field: string) => FIELD_CLASSES.find((fieldClass) => words(policy[fieldClass]).includes(field));
  const wide = Object.entries(policy.only ?? {}).flatMap(([field, roles]) => {
    const fieldClass = classOf(field);
    const allowed = fieldClass ? [...rolesOf(fieldClass, 'READ'), ...rolesOf(fieldClass, 'MASKED')] : ROLES;
    return roles.filter((role) => !allowed.includes(role)).map((role) => `${name}.${field} is narrowed to ${role}, who does not see its class.`);
  });
  const texts = FIELD_CLASSES.filter((fieldClass) => rolesOf(fieldClass, 'MASKED').length > 0).flatMap((fieldClass) => words(policy[fieldClass]).map((field) => [fieldClass, field] as const));
  const unmaskable = texts.filter(([, field]) => {
    const result = type.getFields()[field]?.type;
    return result && !(isScalarType(getNamedType(result)) && getNamedType(result).name === 'String');
  });
  return [...wide, ...unmaskable.map(([fieldClass, field]) => `${name}.${field} is of class ${fieldClass}, of which some see the end: it must be a String.`)];
}
