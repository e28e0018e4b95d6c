import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';
import { parseCalendarDay } from '@spindle/kernel';

const RFC_3339 = /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,9})?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/;

function parse(value: unknown): Date {
  const day = typeof value === 'string' ? RFC_3339.exec(value)?.[1] : undefined;
  if (day === undefined || !parseCalendarDay(day)) {
    throw new GraphQLError('A DateTime is an existing instant with its offset, such as "2026-03-09T08:30:00-06:00".', { extensions: { code: 'BAD_USER_INPUT' } });
  }
  return new Date(value as string);
}

/** An instant (RFC 3339): a `Date` inside, UTC text outside. A text that already is one passes as it is. */
export const DateTimeScalar = new GraphQLScalarType<Date, string>({
  name: 'DateTime',
  description: 'An instant. In: RFC 3339 with an offset. Out: UTC.',
  serialize: (value) => (value instanceof Date ? value.toISOString() : String(value)),
  parseValue: parse,
  parseLiteral: (node) => parse(node.kind === Kind.STRING ? node.value : undefined),
});
