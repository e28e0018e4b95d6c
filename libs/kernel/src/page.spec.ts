import fc from 'fast-check';
import { toPage, type Page } from './page';

const cursorOf = (row: number): string => `at ${row}`;

/** Walks a list page by page as a client does; each read takes one row more than it shows. */
function walk(list: readonly number[], first: number): readonly number[] {
  const seen: number[] = [];
  let after: string | null = null;
  for (;;) {
    const from: number = after === null ? 0 : list.findIndex((row) => cursorOf(row) === after) + 1;
    const page: Page<number> = toPage(list.slice(from, from + first + 1), first, { cursorOf, after });
    expect(page.pageInfo.hasPreviousPage).toBe(from > 0);
    seen.push(...page.edges.map(({ node }) => node));
    if (!page.pageInfo.hasNextPage) return seen;
    after = page.pageInfo.endCursor;
  }
}

describe('a page', () => {
  it('leads through the whole list, each row once, in order', () => {
    fc.assert(fc.property(fc.uniqueArray(fc.integer()), fc.integer({ min: 1, max: 10 }), (list, first) => { expect(walk(list, first)).toEqual(list); }));
  });

  it('shows at most what was asked for, and its ends', () => {
    fc.assert(fc.property(fc.uniqueArray(fc.integer()), fc.integer({ min: 1, max: 10 }), (list, first) => {
      const { edges, pageInfo } = toPage(list.slice(0, first + 1), first, { cursorOf, after: null });
      expect(edges.length).toBe(Math.min(first, list.length));
      expect(pageInfo).toEqual({ hasNextPage: list.length > first, hasPreviousPage: false, startCursor: edges[0]?.cursor ?? null, endCursor: edges.at(-1)?.cursor ?? null });
    }));
  });

  it('is empty for an empty list', () => {
    expect(toPage([], 20, { cursorOf, after: null })).toEqual({ edges: [], pageInfo: { hasNextPage: false, hasPreviousPage: false, startCursor: null, endCursor: null } });
  });
});
