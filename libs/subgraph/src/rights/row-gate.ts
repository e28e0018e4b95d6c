import {
  defaultFieldResolver, getNamedType, isAbstractType, isInterfaceType, isListType, isNonNullType, isObjectType, isUnionType,
  type GraphQLField, type GraphQLObjectType, type GraphQLOutputType, type GraphQLResolveInfo, type GraphQLSchema,
} from 'graphql';
import type { Policy, TypePolicy } from './policy';
import type { RightsTable } from './rights-table';
import { Viewing } from './viewing';

/** Tells whether an object that a field answers may be shown. */
type Admit = (viewing: Viewing, row: unknown, call: { readonly context: unknown; readonly info: GraphQLResolveInfo }) => boolean;

/** The types whose objects are somebody's, or at a site. */
export function ownerTypes(policy: Policy): ReadonlySet<string> {
  return new Set(Object.entries(policy.types ?? {}).filter(([, type]) => type.patientOf || type.locationOf).map(([name]) => name));
}

/**
 * Puts a gate behind every field that answers objects of somebody: those that the viewer may not see become null, or
 * are left out of their list, as if there were none. An edge goes with its node. Fields that answer values are untouched.
 */
export function gateRows(schema: GraphQLSchema, policy: Policy): void {
  const owners = ownerTypes(policy);
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields())) {
      const admit = admitFor(schema, field, { policy, owners });
      if (admit && !isNodeOfEdge(type, field, owners)) gateField(field, admit);
    }
  }
}

interface Gated {
  readonly policy: Policy;
  readonly owners: ReadonlySet<string>;
}

function admitFor(schema: GraphQLSchema, field: GraphQLField<unknown, unknown>, { policy, owners }: Gated): Admit | null {
  const named = getNamedType(field.type);
  const rule = (name: string): TypePolicy => policy.types?.[name] ?? {};
  if (owners.has(named.name)) return (viewing, row) => viewing.admits(named.name, rule(named.name), row);
  if (isObjectType(named)) {
    const node = nodeTypeOf(named, owners);
    return node === null ? null : (viewing, edge) => viewing.admits(node, rule(node), (edge as { node: unknown }).node);
  }
  if (!isAbstractType(named) || !schema.getPossibleTypes(named).some(({ name }) => owners.has(name))) return null;
  return (viewing, row, { context, info }) => {
    const name = runtimeTypeOf(named, row, { context, info });
    return !owners.has(name) || viewing.admits(name, rule(name), row);
  };
}

function runtimeTypeOf(type: unknown, row: unknown, { context, info }: { readonly context: unknown; readonly info: GraphQLResolveInfo }): string {
  const given = (row as { __typename?: unknown } | null)?.__typename;
  if (typeof given === 'string') return given;
  const resolved = (isUnionType(type) || isInterfaceType(type)) && type.resolveType ? type.resolveType(row, context, info, type) : undefined;
  if (typeof resolved !== 'string') throw new Error('An object of an abstract type did not say of which type it is.');
  return resolved;
}

/** The type of `node` where an object type is an edge to somebody's objects: its node is then a plain property. */
function nodeTypeOf(type: GraphQLObjectType, owners: ReadonlySet<string>): string | null {
  const node = type.getFields()['node'];
  if (!node || node.resolve) return null;
  const { name } = getNamedType(node.type);
  return owners.has(name) ? name : null;
}

/** The edge was gated where it came from. */
function isNodeOfEdge(type: GraphQLObjectType, field: GraphQLField<unknown, unknown>, owners: ReadonlySet<string>): boolean {
  return field.name === 'node' && nodeTypeOf(type, owners) !== null;
}

function gateField(field: GraphQLField<unknown, unknown>, admit: Admit): void {
  const resolve = field.resolve ?? defaultFieldResolver;
  const items = itemsOf(field);
  field.resolve = (...call) => {
    const answer: unknown = resolve(...call);
    const [, , context, info] = call;
    const viewing = Viewing.of(context);
    if (!viewing) return answer;
    const pass = (row: unknown): boolean => row === null || row === undefined || row instanceof Error || admit(viewing, row, { context, info });
    return after(answer, (value) => passed(value, items, pass));
  };
}

/** What becomes of an item that may not be shown: taken out, or null where its place matters (`_entities`). */
type Items = 'LEFT_OUT' | 'NULL' | 'NO_LIST';

function itemsOf(field: GraphQLField<unknown, unknown>): Items {
  const bare = (type: GraphQLOutputType): GraphQLOutputType => (isNonNullType(type) ? type.ofType as GraphQLOutputType : type);
  if (!isListType(bare(field.type))) return 'NO_LIST';
  return field.name === '_entities' ? 'NULL' : 'LEFT_OUT';
}

function passed(value: unknown, items: Items, pass: (row: unknown) => boolean): unknown {
  if (items === 'NO_LIST') return pass(value) ? value : null;
  if (!Array.isArray(value)) return value;
  if (value.every(pass)) return value;
  return items === 'NULL' ? value.map((row: unknown) => (pass(row) ? row : null)) : value.filter(pass);
}

function after(answer: unknown, change: (value: unknown) => unknown): unknown {
  const { then } = (answer ?? {}) as { then?: unknown };
  return typeof then === 'function' ? (answer as Promise<unknown>).then(change) : change(answer);
}

/** Shows those who see the end of a text only its last four characters, on whichever path they come to it. */
export function maskFields(schema: GraphQLSchema, table: RightsTable): void {
  for (const [coordinate, right] of table.fields) {
    if (right.masked.length === 0) continue;
    const [typeName = '', fieldName = ''] = coordinate.split('.');
    const type = schema.getType(typeName);
    const field = isObjectType(type) ? type.getFields()[fieldName] : undefined;
    if (!field) continue;
    const resolve = field.resolve ?? defaultFieldResolver;
    field.resolve = (...call) => {
      const answer: unknown = resolve(...call);
      return Viewing.of(call[2])?.masked.has(coordinate) ? after(answer, lastFour) : answer;
    };
  }
}

/** The last four characters behind a sign that something is missing; of a short text nothing. Lists item by item. */
export function lastFour(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(lastFour);
  if (typeof value !== 'string') return value;
  return `••••${value.length > 4 ? value.slice(-4) : ''}`;
}
