/** A slice of an ordered list (Relay Cursor Connections): the rows, the cursor of each, and whether more follow. */
export interface Page<T> {
  readonly edges: readonly { readonly node: T; readonly cursor: string }[];
  readonly pageInfo: PageInfo;
}

export interface PageInfo {
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
  readonly startCursor: string | null;
  readonly endCursor: string | null;
}

/** How many rows a list returns when the client does not say, and at most. */
export const PAGE_SIZE = { default: 20, maximum: 100 } as const;

/**
 * Makes a page of rows read with a limit of `first + 1`: the extra row only tells that more follow.
 * `cursorOf` gives each row's position in the list's order.
 */
export function toPage<T>(rows: readonly T[], first: number, position: { cursorOf: (row: T) => string; after: string | null }): Page<T> {
  const edges = rows.slice(0, first).map((node) => ({ node, cursor: position.cursorOf(node) }));
  return {
    edges,
    pageInfo: {
      hasNextPage: rows.length > first,
      hasPreviousPage: position.after !== null,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}
