import { toPage, type Page } from '@spindle/kernel';
import { CURSOR_PART, pageArguments, toCursor } from '@spindle/subgraph';

/** A page of a catalogue's list, which is in the order of `keyOf`; keys are unique. Throws BAD_USER_INPUT for arguments that cannot be. */
export function cataloguePage<T>(list: readonly T[], args: { first?: number | null; after?: string | null }, keyOf: (row: T) => string): Page<T> {
  const { first, after, cursor } = pageArguments(args, [CURSOR_PART.text]);
  const from = after?.[0];
  const rest = from === undefined ? list : list.filter((row) => keyOf(row) > from);
  return toPage(rest.slice(0, first + 1), first, { cursorOf: (row) => toCursor([keyOf(row)]), after: cursor });
}
