import {
  getNamedType, isAbstractType, isEnumType, isInputObjectType, isLeafType, isListType, isNonNullType, isObjectType, isRequiredArgument, isRequiredInputField,
  type GraphQLField, type GraphQLInputType, type GraphQLObjectType, type GraphQLSchema,
} from 'graphql';

/** One operation that asks for all fields of some types on one path. `$run` is false: rights decide before anything runs. */
export interface MatrixOperation {
  readonly path: string;
  readonly query: string;
  readonly fields: readonly string[];
}

interface Step {
  readonly parent: string;
  readonly text: string;
  /** Set where the field's type is abstract: the member that is meant. */
  readonly on: string | null;
}
type Route = readonly Step[];
type Inner = (type: GraphQLObjectType) => { readonly inside: string; readonly beside?: string } | null;

/** Types asked for in one operation, at most. */
const TYPES_AT_ONCE = 8;

const DUMMIES: Readonly<Record<string, string>> = { ID: '"0193a6f0-0000-7000-8000-00000000dead"', String: '"x"', Int: '1', Float: '1', Boolean: 'true', Date: '"2026-03-09"', DateTime: '"2026-03-09T15:00:00Z"', Decimal: '"1.00"' };

const all = (type: GraphQLObjectType, prefix: (index: number) => string = () => ''): string => fieldsOf(type).map((field, index) => `${prefix(index)}${callOf(field)}`).join(' ');

/** The ways in which the fields of a type can be written. */
const WAYS: Readonly<Record<string, Inner>> = {
  plain: (type) => ({ inside: all(type) }),
  alias: (type) => ({ inside: all(type, (index) => `harmless${index}: `) }),
  fragment: (type) => ({ inside: `...Of${type.name}`, beside: `fragment Of${type.name} on ${type.name} { ...Deep${type.name} } fragment Deep${type.name} on ${type.name} { ${all(type)} }` }),
  'inline fragment': (type) => ({ inside: `... { ... on ${type.name} { ${all(type)} } }` }),
  interface: (type) => {
    const [shared] = type.getInterfaces();
    return shared ? { inside: `... on ${shared.name} { ${Object.keys(shared.getFields()).join(' ')} ... on ${type.name} { ${all(type)} } }` } : null;
  },
};

/** Every field of a schema's object types on every path: from the root by the shortest way and by another one, written in each way. */
export function matrixOperations(schema: GraphQLSchema): MatrixOperation[] {
  const types = Object.values(schema.getTypeMap()).filter((type): type is GraphQLObjectType => isObjectType(type) && !type.name.startsWith('_'));
  const shortest = shortestRoutes(schema);
  const others = new Map(types.flatMap((type) => { const route = otherRoute(types, { shortest, type: type.name }); return route ? [[type.name, route] as const] : []; }));
  return [
    ...Object.entries(WAYS).flatMap(([way, inner]) => operationsOn(types, shortest, { path: `root, ${way}`, inner })),
    ...operationsOn(types, others, { path: 'nested, plain', inner: WAYS['plain'] as Inner }),
  ];
}

/** The fields of each entity of a subgraph, as the gateway asks for them. */
export function entityOperations(schema: GraphQLSchema): MatrixOperation[] {
  const union = schema.getType('_Entity');
  return (isAbstractType(union) ? schema.getPossibleTypes(union) : []).map((type) => ({
    path: '_entities', query: `query ($run: Boolean!) { _entities(representations: []) { ... on ${type.name} { ${all(type)} } } __typename @include(if: $run) }`, fields: fieldsOf(type).map((field) => `${type.name}.${field.name}`),
  }));
}

function operationsOn(types: readonly GraphQLObjectType[], routes: ReadonlyMap<string, Route>, { path, inner }: { readonly path: string; readonly inner: Inner }): MatrixOperation[] {
  const batches: { readonly root: string; readonly roots: Set<string>; readonly types: GraphQLObjectType[]; readonly texts: string[]; readonly beside: string[] }[] = [];
  for (const type of types) {
    const route = routes.get(type.name);
    const written = route && inner(type);
    if (!route || !written) continue;
    const root = route[0]?.parent ?? type.name;
    const first = route[0]?.text ?? '';
    let batch = batches.find((each) => each.root === root && each.types.length < TYPES_AT_ONCE && !each.roots.has(first) && first !== '');
    if (!batch) batches.push(batch = { root, roots: new Set(), types: [], texts: [], beside: [] });
    batch.roots.add(first);
    batch.types.push(type);
    batch.texts.push(route.length === 0 ? `... @include(if: $run) { ${written.inside} }` : along(route, written.inside));
    batch.beside.push(written.beside ?? '');
  }
  return batches.map((batch) => ({
    path,
    query: `${batch.root === 'Mutation' ? 'mutation' : 'query'} ($run: Boolean!) { ${batch.texts.join(' ')} } ${batch.beside.join(' ')}`,
    fields: batch.types.flatMap((type) => fieldsOf(type).map((field) => `${type.name}.${field.name}`)),
  }));
}

function along(route: Route, inside: string): string {
  return route.reduceRight((text, step, index) => `${step.text}${index === 0 ? ' @include(if: $run)' : ''} { ${step.on === null ? text : `... on ${step.on} { ${text} }`} }`, inside);
}

function fieldsOf(type: GraphQLObjectType): GraphQLField<unknown, unknown>[] {
  return Object.values(type.getFields()).filter(({ name }) => !name.startsWith('_'));
}

function callOf(field: GraphQLField<unknown, unknown>): string {
  return `${headOf(field)}${isLeafType(getNamedType(field.type)) ? '' : ' { __typename }'}`;
}

function headOf({ name, args }: GraphQLField<unknown, unknown>): string {
  const given = args.filter(isRequiredArgument).map((argument) => `${argument.name}: ${dummy(argument.type)}`);
  return `${name}${given.length > 0 ? `(${given.join(', ')})` : ''}`;
}

function dummy(type: GraphQLInputType): string {
  if (isNonNullType(type)) return dummy(type.ofType as GraphQLInputType);
  if (isListType(type)) return '[]';
  if (isEnumType(type)) return type.getValues()[0]?.name ?? '';
  if (isInputObjectType(type)) return `{ ${Object.values(type.getFields()).filter(isRequiredInputField).map((field) => `${field.name}: ${dummy(field.type)}`).join(', ')} }`;
  return DUMMIES[type.name] ?? '"x"';
}

/** The edges that lead from a type to others. */
function stepsFrom(schema: GraphQLSchema, type: GraphQLObjectType): readonly (readonly [target: string, step: Step])[] {
  return fieldsOf(type).flatMap((field): readonly (readonly [target: string, step: Step])[] => {
    const named = getNamedType(field.type);
    const text = headOf(field);
    if (isObjectType(named)) return [[named.name, { parent: type.name, text, on: null }]];
    return isAbstractType(named) ? schema.getPossibleTypes(named).map((member) => [member.name, { parent: type.name, text, on: member.name }]) : [];
  });
}

function shortestRoutes(schema: GraphQLSchema): ReadonlyMap<string, Route> {
  const routes = new Map<string, Route>([['Query', []], ['Mutation', []]]);
  for (const [name, route] of routes) {
    const type = schema.getType(name);
    if (isObjectType(type)) for (const [target, step] of stepsFrom(schema, type)) if (!routes.has(target) && !target.startsWith('_')) routes.set(target, [...route, step]);
  }
  return routes;
}

/** A way to a type that ends with another field than the shortest one does. */
function otherRoute(types: readonly GraphQLObjectType[], { shortest, type }: { readonly shortest: ReadonlyMap<string, Route>; readonly type: string }): Route | null {
  const last = shortest.get(type)?.at(-1);
  for (const parent of types) {
    const route = shortest.get(parent.name);
    const field = fieldsOf(parent).find((each) => getNamedType(each.type).name === type && !(last?.parent === parent.name && last.text === headOf(each)));
    if (route && field && !route.some((step) => step.parent === type)) return [...route, { parent: parent.name, text: headOf(field), on: null }];
  }
  return null;
}
