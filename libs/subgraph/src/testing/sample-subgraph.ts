import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { GraphQLError, parse } from 'graphql';
import type { Id } from '@spindle/kernel';
import type { Role, VerifiedRequest } from '../identity/viewer';
import { jsonLogger } from '../logger';
import type { AccessTrail } from '../rights/access-trail';
import { STAFF } from '../rights/field-class';
import type { Policy } from '../rights/policy';
import { DateScalar } from '../scalars/date';
import { DateTimeScalar } from '../scalars/date-time';
import { DecimalScalar } from '../scalars/decimal';
import { MoneyResolvers } from '../scalars/money';
import { createSubgraph, type Subgraph, type SubgraphDefinition } from '../subgraph';

/** What a row could say: it must never be seen in an answer or a log. */
export const ROW_TEXT = 'Maria Quintana, born 1961-04-02, lumbar pain';

const SDL = `
  enum Side { LEFT RIGHT }
  input SlotInput { roomId: ID, notes: String, next: SlotInput, others: [SlotInput!] }
  input VisitInput { idempotencyKey: ID!, slots: [SlotInput!], patientIds: [[ID!]!], side: Side, units: Int }
  type Visit @key(fields: "id") { id: ID! note: String broken: String }
  type Sheet @key(fields: "code") { code: String! }
  extend type Query {
    day(value: Date): Date
    instant(value: DateTime): DateTime
    decimal(value: Decimal): Decimal
    price: Money
    visit(id: ID): String
    visits(ids: [ID!]!): String
    told(code: String!): String
    fault(how: String!): String
    never: String!
    mirror(input: VisitInput!): String
  }
  extend type Mutation { keep(input: VisitInput!): String }
`;

/** What a resolver was given, as text. */
const mirrored = (_parent: unknown, args: object): string => JSON.stringify(args);

function failing(how: string): unknown {
  const faults: Record<string, () => unknown> = {
    error: () => { throw new Error(ROW_TEXT); },
    rejected: () => Promise.reject(new Error(ROW_TEXT)),
    text: () => { throw ROW_TEXT; },
    object: () => { throw { message: ROW_TEXT, detail: ROW_TEXT }; },
    untold: () => { throw new GraphQLError(ROW_TEXT, { extensions: { code: 'SOMETHING', detail: ROW_TEXT } }); },
    database: () => { throw Object.assign(new Error(ROW_TEXT), { code: '23505', detail: ROW_TEXT, constraint: 'patient_record_number', parameters: [ROW_TEXT] }); },
  };
  return faults[how]?.();
}

/** Only ids that begin with 0 are somebody; 9 throws at once, 8 later. */
function visitOf({ id }: { id: string }): unknown {
  if (id.startsWith('9')) throw new Error(ROW_TEXT);
  if (id.startsWith('8')) return Promise.reject(new Error(ROW_TEXT));
  return id.startsWith('0') ? { id, note: 'kept' } : null;
}

const resolvers = {
  Date: DateScalar,
  DateTime: DateTimeScalar,
  Decimal: DecimalScalar,
  Money: MoneyResolvers,
  UserError: { __resolveType: () => 'InvalidInputError' },
  Visit: { __resolveReference: visitOf, broken: () => failing('error') },
  Sheet: { __resolveReference: ({ code }: { code: string }) => ({ code }) },
  Query: {
    day: (_: unknown, { value }: { value: string }) => value,
    instant: (_: unknown, { value }: { value: Date }) => value,
    decimal: (_: unknown, { value }: { value: string }) => value,
    price: () => ({ cents: -5n, currency: 'USD' }),
    visit: mirrored,
    visits: mirrored,
    mirror: mirrored,
    told: (_: unknown, { code }: { code: string }) => { throw new GraphQLError('This is meant for you.', { extensions: { code, detail: ROW_TEXT } }); },
    fault: (_: unknown, { how }: { how: string }) => failing(how),
    never: () => failing('rejected'),
  },
  Mutation: { keep: mirrored },
};

/** Takes what it is told and keeps nothing. */
export const NO_TRAIL: AccessTrail = { read: () => undefined, refused: () => undefined };

const EVERYBODY = [...STAFF];

const policy: Policy = {
  Query: {
    day: EVERYBODY, instant: EVERYBODY, decimal: EVERYBODY, price: EVERYBODY, visit: EVERYBODY, visits: EVERYBODY, told: EVERYBODY, fault: EVERYBODY, never: EVERYBODY, mirror: EVERYBODY,
  },
  Mutation: { keep: EVERYBODY },
  arguments: { 'Query.day(value)': '', 'Query.instant(value)': '', 'Query.decimal(value)': '', 'Query.told(code)': '', 'Query.fault(how)': '', 'Query.mirror(input)': '' },
  types: { Visit: { STRUCTURE: 'id note broken' }, Sheet: { STRUCTURE: 'code' } },
};

/** A subgraph over a small schema of its own, and what it logged. */
export interface Sample {
  readonly subgraph: Subgraph;
  readonly log: readonly string[];
}

export function sampleSubgraph(overrides: Partial<SubgraphDefinition<object>> = {}): Sample {
  const log: string[] = [];
  const shared = readFileSync(join(__dirname, '../shared.graphql'), 'utf8');
  const subgraph = createSubgraph<object>({
    name: 'sample', typeDefs: parse(shared + SDL), resolvers, policy, logger: jsonLogger((line) => log.push(line)),
    open: () => ({ context: {}, trail: NO_TRAIL, end: async () => undefined }),
    receive: async () => 'APPLIED', ready: async () => undefined, close: async () => undefined, ...overrides,
  });
  return { subgraph, log };
}

/** A request of somebody with this role. */
export function requestAs(role: Role = 'FRONT_DESK'): VerifiedRequest {
  const id = <Kind extends string>(last: number): Id<Kind> => `00000000-0000-7000-8000-${String(last).padStart(12, '0')}` as Id<Kind>;
  return { requestId: 'request-1', operation: 'DaySheet', viewer: { personId: id(1), practiceId: id(2), roles: [role], siteIds: [id(3)], practitionerId: id(4), patientId: id(5), breakGlass: { grantId: id(6), patientId: id(7) } } };
}
