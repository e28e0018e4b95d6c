import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';
import { parseCalendarDay, type CalendarDay } from '@spindle/kernel';

function parse(value: unknown): CalendarDay {
  const day = typeof value === 'string' ? parseCalendarDay(value) : null;
  if (!day) throw new GraphQLError('A Date is an existing calendar day, such as "2026-03-09".', { extensions: { code: 'BAD_USER_INPUT' } });
  return day;
}

/** A calendar day, "YYYY-MM-DD". */
export const DateScalar = new GraphQLScalarType<CalendarDay, string>({
  name: 'Date',
  description: 'A calendar day, YYYY-MM-DD, without time or zone.',
  serialize: (value) => String(value),
  parseValue: parse,
  parseLiteral: (node) => parse(node.kind === Kind.STRING ? node.value : undefined),
});
