import { GraphQLError } from 'graphql';
import { PAGE_SIZE } from '@spindle/kernel';

/** The slice of a list a client asked for, checked. `after` is the position behind which it begins. */
export interface PageRequest {
  readonly first: number;
  readonly after: readonly string[] | null;
  readonly cursor: string | null;
}

export function badInput(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT' } });
}

/** A row's position in its list, as an opaque text. */
export function toCursor(position: readonly string[]): string {
  return Buffer.from(JSON.stringify(position)).toString('base64url');
}

function fromCursor(cursor: string): readonly string[] {
  try {
    const position: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (Array.isArray(position) && position.every((part): part is string => typeof part === 'string')) return position;
  } catch { /* told below, in the same words */ }
  throw badInput('The cursor in `after` is not one that this list returned.');
}

/**
 * Checks a connection's arguments: `first` from 1 to 100 (20 when absent), `after` a cursor whose position has the
 * list's number of parts, each of its form. Throws BAD_USER_INPUT.
 */
export function pageArguments(args: { first?: number | null; after?: string | null }, form: readonly RegExp[]): PageRequest {
  const first = args.first ?? PAGE_SIZE.default;
  if (first < 1 || first > PAGE_SIZE.maximum) throw badInput(`\`first\` is a number from 1 to ${PAGE_SIZE.maximum}.`);
  if (args.after == null) return { first, after: null, cursor: null };
  const after = fromCursor(args.after);
  if (after.length !== form.length || !form.every((part, index) => part.test(after[index] ?? ''))) throw badInput('The cursor in `after` is not one that this list returned.');
  return { first, after, cursor: args.after };
}

/** Forms of the parts a cursor is made of. */
export const CURSOR_PART = {
  id: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
  day: /^\d{4}-\d{2}-\d{2}$/,
  instant: /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$/,
  number: /^\d{1,15}$/,
  text: /^[^\0]{0,200}$/u,
} as const;
