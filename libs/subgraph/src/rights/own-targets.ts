import { defaultFieldResolver, isObjectType, type GraphQLObjectType, type GraphQLResolveInfo, type GraphQLSchema } from 'graphql';
import type { Policy } from './policy';
import { Viewing } from './viewing';

/** Stands for an id that the viewer may not see: well formed, and nobody's. */
export const NOBODYS_ID = 'ffffffff-ffff-7fff-bfff-ffffffffffff';

type Reference = (reference: object, context: unknown, info: GraphQLResolveInfo) => unknown;
type ReplaceOne = (name: string, id: string) => Promise<string>;

/**
 * Makes changes reach only what their viewer may see: an id in the input of a mutation that names somebody else's
 * patient, another site or an object behind the gate is exchanged for nobody's, so that the answer is that of an id that
 * never was. By name: `patientId`, `locationId`, and `<entity>Id` for each entity with an owner. Viewers without a limit
 * pay nothing.
 */
export function guardTargets(schema: GraphQLSchema, policy: Policy, owners: ReadonlySet<string>): void {
  for (const field of Object.values(schema.getMutationType()?.getFields() ?? {})) {
    const resolve = field.resolve ?? defaultFieldResolver;
    field.resolve = (...call) => {
      const [parent, args, context, info] = call;
      const viewing = Viewing.of(context);
      if (!viewing?.isLimited) return resolve(...call);
      const replace = replaceIn({ schema, policy, owners, viewing, context, info });
      return replaced(args, replace).then((own) => resolve(parent, own as typeof args, context, info));
    };
  }
}

interface Surroundings {
  readonly schema: GraphQLSchema;
  readonly policy: Policy;
  readonly owners: ReadonlySet<string>;
  readonly viewing: Viewing;
  readonly context: unknown;
  readonly info: GraphQLResolveInfo;
}

function replaceIn({ schema, policy, owners, viewing, context, info }: Surroundings): ReplaceOne {
  return async (name, id) => {
    if (name === 'patientId') return viewing.mayName({ patientId: id }) ? id : NOBODYS_ID;
    if (name === 'locationId') return viewing.mayName({ locationId: id }) ? id : NOBODYS_ID;
    const typeName = `${name.charAt(0).toUpperCase()}${name.slice(1, -'Id'.length)}`;
    const type = schema.getType(typeName);
    const resolve = owners.has(typeName) && isObjectType(type) ? referenceOf(type) : undefined;
    if (!resolve) return id;
    const row = await resolve({ __typename: typeName, id }, context, info);
    return row === null || row === undefined || viewing.mayShow(typeName, policy.types?.[typeName] ?? {}, row) ? id : NOBODYS_ID;
  };
}

function referenceOf(type: GraphQLObjectType): Reference | undefined {
  return (type.extensions as { apollo?: { subgraph?: { resolveReference?: Reference } } }).apollo?.subgraph?.resolveReference;
}

async function replaced(value: unknown, replace: ReplaceOne): Promise<unknown> {
  if (Array.isArray(value)) return Promise.all(value.map((item: unknown) => replaced(item, replace)));
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype && Object.getPrototypeOf(value) !== null) return value;
  const entries = await Promise.all(Object.entries(value).map(async ([name, part]: [string, unknown]) => [name, await replacedPart(name, part, replace)] as const));
  return Object.fromEntries(entries);
}

async function replacedPart(name: string, part: unknown, replace: ReplaceOne): Promise<unknown> {
  if (/Ids$/.test(name) && Array.isArray(part)) return Promise.all(part.map((id: unknown) => (typeof id === 'string' ? replace(name.slice(0, -1), id) : id)));
  return typeof part === 'string' && /[a-z]Id$/.test(name) ? replace(name, part) : replaced(part, replace);
}
